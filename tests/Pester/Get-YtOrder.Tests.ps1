param([string] $Module = "$PSScriptRoot/../../YallaTake.psd1")

BeforeAll {
    . $PSScriptRoot/Setup.ps1 -Module $Module
}

AfterAll {
    Remove-Module -Name YallaTake
}

Describe 'Get-YtOrder' {
    BeforeAll {
        $null = 1..3 | ForEach-Object { New-YtOrder -ServiceId 1 -Link "$link/$_" -Quantity 100 -Reference "order-$_" }
    }

    It 'finds no order to refill that was not delivered' {
        Get-YtOrder -RefillDue | Should -BeNullOrEmpty
    }

    It 'lists the orders of the ledger, the oldest first' {
        (Get-YtOrder).Reference | Should -Be 'order-1', 'order-2', 'order-3'
    }

    It 'finds them by reference, id, link and state' {
        $second = Get-YtOrder -Reference order-2

        (Get-YtOrder -OrderId $second.OrderId).Reference | Should -Be 'order-2'
        (Get-YtOrder -Link '*/3').Reference | Should -Be 'order-3'
        Get-YtOrder -State Placed | Should -HaveCount 3
        Get-YtOrder -State Unknown | Should -BeNullOrEmpty
    }

    It 'says which order it does not have' {
        $null = Get-YtOrder -Reference nobody -ErrorAction SilentlyContinue -ErrorVariable problem

        Get-ErrorId $problem[0] | Should -Be 'OrderNotFound'
    }

    It 'shows each change of a status once' {
        $null = 1..2 | ForEach-Object { Get-YtOrder -Reference order-1 | Get-YtOrderStatus }

        $changes = Get-YtOrder -Reference order-1, order-2 -History

        $changes | Should -HaveCount 1
        $changes.Reference | Should -Be 'order-1'
        $changes.Status | Should -Be 'Pending'
        $changes.SeenBefore | Should -BeLessOrEqual $changes.SeenAt
    }

    It 'finds open orders that take too long' {
        Get-YtOrder -Stuck | Should -BeNullOrEmpty
        Get-YtOrder -Longer 1.00:00:00 | Should -BeNullOrEmpty
        { Get-YtOrder -Longer 5 } | Should -Throw '*5 seconds or 5 days*'
    }
}
