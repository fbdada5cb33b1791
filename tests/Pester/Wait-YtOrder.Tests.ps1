param([string] $Module = "$PSScriptRoot/../../YallaTake.psd1")

BeforeAll {
    . $PSScriptRoot/Setup.ps1 -Module $Module -Options @{ TimeScale = 100000 }
}

AfterAll {
    Remove-Module -Name YallaTake
}

Describe 'Wait-YtOrder' {
    It 'emits each order when it is final' {
        $orders = 1..3 | ForEach-Object { New-YtOrder -ServiceId 1 -Link "$link/$_" -Quantity 100 }

        $done = $orders | Wait-YtOrder -PollingInterval 1

        $done | Should -HaveCount 3
        $done.IsFinal | Should -Not -Contain $false
    }

    It 'says which order is not final in time' {
        $slow = Start-YtSandbox -TimeScale 0.001 -Catalogue $catalogue
        $slow | Connect-YtPanel -Name slow
        $order = New-YtOrder -ServiceId 1 -Link $link -Quantity 100 -Panel slow

        $null = $order | Wait-YtOrder -TimeoutSec 1 -ErrorAction SilentlyContinue -ErrorVariable problem

        Get-ErrorId $problem[0] | Should -Be 'WaitTimedOut'
        $problem[0].TargetObject | Should -Be $order.OrderId
    }
}
