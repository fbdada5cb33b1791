param([string] $Module = "$PSScriptRoot/../../YallaTake.psd1")

BeforeAll {
    . $PSScriptRoot/Setup.ps1 -Module $Module
}

AfterAll {
    Remove-Module -Name YallaTake
}

Describe 'Get-YtSandbox' {
    It 'lists the sandboxes of this session' {
        $other = Start-YtSandbox

        (Get-YtSandbox).Port | Sort-Object | Should -Be ($sandbox.Port, $other.Port | Sort-Object)
    }
}
