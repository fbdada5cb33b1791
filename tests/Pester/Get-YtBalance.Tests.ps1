param([string] $Module = "$PSScriptRoot/../../YallaTake.psd1")

BeforeAll {
    . $PSScriptRoot/Setup.ps1 -Module $Module
}

AfterAll {
    Remove-Module -Name YallaTake
}

Describe 'Get-YtBalance' {
    It 'tells balance and currency' {
        $balance = Get-YtBalance

        $balance.Balance | Should -Be 1000
        $balance.Balance | Should -BeOfType ([decimal])
        $balance.Currency | Should -Be 'USD'
        $balance.Panel | Should -Be 'test'
    }

    It 'falls by what an order costs' {
        $before = (Get-YtBalance).Balance
        $null = New-YtOrder -ServiceId 1 -Link $link -Quantity 1000

        (Get-YtBalance).Balance | Should -Be ($before - 0.9)
    }
}
