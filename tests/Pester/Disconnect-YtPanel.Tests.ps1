param([string] $Module = "$PSScriptRoot/../../YallaTake.psd1")

BeforeAll {
    . $PSScriptRoot/Setup.ps1 -Module $Module
}

AfterAll {
    Remove-Module -Name YallaTake
}

Describe 'Disconnect-YtPanel' {
    It 'forgets the named panel and no other' {
        $sandbox | Connect-YtPanel -Name first
        $sandbox | Connect-YtPanel -Name second

        Disconnect-YtPanel -Name first

        (Get-YtPanel).Name | Should -Not -Contain 'first'
        (Get-YtPanel).Name | Should -Contain 'second'
    }

    It 'leaves cmdlets to say how to connect' {
        Get-YtPanel | Disconnect-YtPanel

        $failure = { Get-YtBalance } | Should -Throw -PassThru

        Get-ErrorId $failure | Should -Be 'NotConnected'
        $failure.ErrorDetails.RecommendedAction | Should -Match 'Connect-YtPanel'
    }
}
