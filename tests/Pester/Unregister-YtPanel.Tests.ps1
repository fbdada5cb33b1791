param([string] $Module = "$PSScriptRoot/../../YallaTake.psd1")

BeforeAll {
    . $PSScriptRoot/Setup.ps1 -Module $Module
}

AfterAll {
    Unregister-YtPanel -Name 'pester-*'
    Remove-Module -Name YallaTake
}

Describe 'Unregister-YtPanel' {
    It 'removes a profile, and no connection' {
        Register-YtPanel pester-gone $sandbox.Uri -Force
        Unregister-YtPanel pester-gone -WhatIf
        (Get-YtPanel -Name pester-*).Name | Should -Be 'pester-gone'

        Unregister-YtPanel pester-gone
        Get-YtPanel -Name pester-* | Should -BeNullOrEmpty
        (Get-YtPanel).Name | Should -Contain 'test'
    }

    It 'says so when there is none' {
        Unregister-YtPanel pester-none -ErrorAction SilentlyContinue -ErrorVariable failure

        Get-ErrorId $failure[0] | Should -Be 'ProfileNotFound'
    }
}
