param([string] $Module = "$PSScriptRoot/../../YallaTake.psd1")

BeforeAll {
    . $PSScriptRoot/Setup.ps1 -Module $Module
}

AfterAll {
    Remove-Module -Name YallaTake
}

Describe 'Stop-YtSandbox' {
    It 'stops the sandbox that it is given and no other' {
        $other = Start-YtSandbox
        $other | Connect-YtPanel -Name other -MaximumRetryCount 0

        $other | Stop-YtSandbox

        $null = Get-YtBalance -Panel other -ErrorAction SilentlyContinue -ErrorVariable problem
        Get-ErrorId $problem[0] | Should -Be 'PanelUnavailable'
        (Get-YtBalance -Panel test).Currency | Should -Be 'USD'
        (Get-YtSandbox).Port | Should -Be $sandbox.Port
    }
}
