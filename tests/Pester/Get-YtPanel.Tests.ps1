param([string] $Module = "$PSScriptRoot/../../YallaTake.psd1")

BeforeAll {
    . $PSScriptRoot/Setup.ps1 -Module $Module
}

AfterAll {
    Remove-Module -Name YallaTake
}

Describe 'Get-YtPanel' {
    It 'lists the panels of this session' {
        $sandbox | Connect-YtPanel -Name other

        (Get-YtPanel).Name | Sort-Object | Should -Be 'other', 'test'
        (Get-YtPanel -Name te*).Uri | Should -Be $sandbox.Uri
    }

    It 'never shows the key' {
        Get-YtPanel | Format-List -Property * | Out-String | Should -Not -Match 'sandbox-key'
        Get-YtPanel | ConvertTo-Json | Should -Not -Match 'sandbox-key'
    }
}
