param([string] $Module = "$PSScriptRoot/../../YallaTake.psd1")

BeforeAll {
    . $PSScriptRoot/Setup.ps1 -Module $Module
}

AfterAll {
    Remove-Module -Name YallaTake
}

Describe 'Get-YtService' {
    It 'emits every service of the catalogue, typed' {
        $services = Get-YtService

        $services | Should -HaveCount 20
        $services[0].Rate | Should -BeOfType ([decimal])
        $services[0].Max | Should -Be 100000
    }

    It 'filters by name, category, type and rate' {
        (Get-YtService -Name 'Likes*').ServiceId | Should -Be 1, 2, 13, 17, 19
        (Get-YtService -Category Packages).ServiceId | Should -Be 3
        (Get-YtService -Type 'Web*').ServiceId | Should -Be 18
        (Get-YtService -MaximumRate 0.3).ServiceId | Should -Be 17
    }

    It 'filters by what can be refilled and canceled' {
        (Get-YtService -Refill).ServiceId | Should -Be 1
        (Get-YtService -Cancel).ServiceId | Should -Contain 5
    }

    It 'emits ids in the order asked for' {
        (5, 1, 3 | Get-YtService).ServiceId | Should -Be 5, 1, 3
    }

    It 'says which id the panel does not have, and goes on' {
        $services = Get-YtService -ServiceId 1, 999 -ErrorAction SilentlyContinue -ErrorVariable problem

        $services.ServiceId | Should -Be 1
        Get-ErrorId $problem[0] | Should -Be 'ServiceNotFound'
        $problem[0].TargetObject | Should -Be 999
    }
}
