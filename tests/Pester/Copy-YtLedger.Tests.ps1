param([string] $Module = "$PSScriptRoot/../../YallaTake.psd1")

BeforeAll {
    . $PSScriptRoot/Setup.ps1 -Module $Module
}

AfterAll {
    Remove-Module -Name YallaTake
}

Describe 'Copy-YtLedger' {
    It 'copies nothing with -WhatIf' {
        Copy-YtLedger -Path (Join-Path -Path $TestDrive -ChildPath 'orders.db') -WhatIf | Should -BeNullOrEmpty
    }

    It 'says so when there is nothing to copy from' {
        $path = Join-Path -Path $TestDrive -ChildPath 'orders.db'

        { Copy-YtLedger -Path $path } | Should -Throw

        $path | Should -Not -Exist
    }
}
