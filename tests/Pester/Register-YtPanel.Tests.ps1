param([string] $Module = "$PSScriptRoot/../../YallaTake.psd1")

BeforeAll {
    . $PSScriptRoot/Setup.ps1 -Module $Module
    $env:YALLATAKE_PESTER_KEY = 'sandbox-key'
}

AfterAll {
    $env:YALLATAKE_PESTER_KEY = $null
    Unregister-YtPanel -Name 'pester-*'
    Remove-Module -Name YallaTake
}

Describe 'Register-YtPanel' {
    It 'registers a panel that Connect-YtPanel then knows' {
        $profiled = Register-YtPanel pester-shop $sandbox.Uri -KeyVariable YALLATAKE_PESTER_KEY -SpendLimit 50 -Force -PassThru

        $profiled.State | Should -Be 'Registered'
        (Get-Content -Raw -Path $profiled.Path) | Should -Not -Match 'sandbox-key'
        Connect-YtPanel pester-shop
        (Get-YtBalance).Panel | Should -Be 'pester-shop'
        (Get-YtPanel -Name pester-shop).SpendLimit | Should -Be 50
    }

    It 'replaces a profile only with -Force' {
        Register-YtPanel pester-other $sandbox.Uri -Force
        $failure = { Register-YtPanel pester-other $sandbox.Uri } | Should -Throw -PassThru

        Get-ErrorId $failure | Should -Be 'NameInUse'
    }
}
