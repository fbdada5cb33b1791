param([string] $Module = "$PSScriptRoot/../../YallaTake.psd1")

BeforeAll {
    . $PSScriptRoot/Setup.ps1 -Module $Module
}

AfterAll {
    Remove-Module -Name YallaTake
}

Describe 'Get-YtOrderStatus' {
    It 'tells how an order stands' {
        $status = New-YtOrder -ServiceId 1 -Link $link -Quantity 1000 | Get-YtOrderStatus

        $status.Status | Should -Be 'Pending'
        $status.Charge | Should -Be 0.9
        $status.IsFinal | Should -BeFalse
    }

    It 'answers each id once, in the order asked, with a result or an error' {
        $order = New-YtOrder -ServiceId 1 -Link "$link/2" -Quantity 100

        $statuses = 7, $order.OrderId, 8 | Get-YtOrderStatus -ErrorAction SilentlyContinue -ErrorVariable problem

        $statuses.OrderId | Should -Be $order.OrderId
        $problem.TargetObject | Should -Be 7, 8
        Get-ErrorId $problem[0] | Should -Be 'OrderNotFound'
    }

    It 'asks for hundreds in batches' {
        $before = (Get-SandboxState).requests.status

        $null = 1..250 | Get-YtOrderStatus -ErrorAction SilentlyContinue

        (Get-SandboxState).requests.status - $before | Should -Be 3
    }
}
