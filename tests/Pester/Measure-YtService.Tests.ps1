param([string] $Module = "$PSScriptRoot/../../YallaTake.psd1")

BeforeAll {
    . $PSScriptRoot/Setup.ps1 -Module $Module -Options @{ TimeScale = 1000000 }
}

AfterAll {
    Remove-Module -Name YallaTake
}

Describe 'Measure-YtService' {
    BeforeAll {
        $null = 1..3 | ForEach-Object { New-YtOrder -ServiceId 1 -Link "$link/$_" -Quantity 100 }
        $null = New-YtOrder -ServiceId 2 -Link $link -Quantity 100
        $null = Get-YtOrder -ServiceId 1 | Get-YtOrderStatus
    }

    It 'says what became of the orders of each service' {
        $one, $two = Measure-YtService

        $one.ServiceId, $two.ServiceId | Should -Be 1, 2
        $one.Orders, $one.Open, $one.CompletedPercent | Should -Be 3, 0, 100
        $one.TimeToEnd | Should -BeGreaterOrEqual $one.TimeToStart
        $two.Orders, $two.Open | Should -Be 1, 1
        $two.CompletedPercent | Should -BeNullOrEmpty
    }

    It 'takes services from the pipeline' {
        (2 | Measure-YtService).ServiceId | Should -Be 2
        (Get-YtService -ServiceId 1, 2 | Measure-YtService).ServiceId | Should -Be 1, 2
    }
}
