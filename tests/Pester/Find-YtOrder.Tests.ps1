param([string] $Module = "$PSScriptRoot/../../YallaTake.psd1")

BeforeAll {
    . $PSScriptRoot/Setup.ps1 -Module $Module
}

AfterAll {
    Remove-Module -Name YallaTake
}

Describe 'Find-YtOrder' {
    BeforeAll {
        $orders = 1..3 | ForEach-Object { New-YtOrder -ServiceId 1 -Link "$link/$_" -Quantity 100 -Reference "find-$_" }
    }

    It 'finds the orders of the account in a range of ids' {
        $found = Find-YtOrder -From ($orders[0].OrderId - 5) -To ($orders[2].OrderId + 5)

        $found.OrderId | Should -Be $orders.OrderId
        $found.Reference | Should -Be 'find-1', 'find-2', 'find-3'
        $found[0].Panel | Should -Be 'test'
    }

    It 'refuses ids that are not numbers' {
        Find-YtOrder -From VEGA1 -To 5 -ErrorAction SilentlyContinue -ErrorVariable problem

        Get-ErrorId $problem[0] | Should -Be 'SearchRefused'
    }
}
