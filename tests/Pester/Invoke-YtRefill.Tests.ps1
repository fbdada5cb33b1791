param([string] $Module = "$PSScriptRoot/../../YallaTake.psd1")

BeforeAll {
    . $PSScriptRoot/Setup.ps1 -Module $Module -Options @{ TimeScale = 100000 }
}

AfterAll {
    Remove-Module -Name YallaTake
}

Describe 'Invoke-YtRefill' {
    It 'asks for the refill of an order that is completed' {
        $order = New-YtOrder -ServiceId 1 -Link $link -Quantity 1000
        $null = $order | Wait-YtOrder -PollingInterval 1

        $refill = $order | Invoke-YtRefill

        $refill.OrderId | Should -Be $order.OrderId
        $refill.RefillId | Should -BeGreaterThan 0
    }

    It 'tells the refusal of a service without refills' {
        $order = New-YtOrder -ServiceId 2 -Link $link -Quantity 100

        $null = $order | Invoke-YtRefill -ErrorAction SilentlyContinue -ErrorVariable problem

        Get-ErrorId $problem[0] | Should -Be 'RefillRefused'
        $problem[0].TargetObject | Should -Be $order.OrderId
    }
}
