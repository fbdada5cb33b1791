param([string] $Module = "$PSScriptRoot/../../YallaTake.psd1")

BeforeAll {
    . $PSScriptRoot/Setup.ps1 -Module $Module
}

AfterAll {
    Remove-Module -Name YallaTake
}

Describe 'Get-YtServiceChange' {
    BeforeAll {
        $services = Get-Content -Path $catalogue -Raw | ConvertFrom-Json
        $services[0].rate = '99'
        $dearer = Join-Path -Path $TestDrive -ChildPath 'dearer.json'
        ConvertTo-Json -InputObject ($services | Select-Object -SkipLast 1) -Depth 5 | Set-Content -Path $dearer

        # The same account at the same address, whose catalogue changed meanwhile.
        $ledger = Join-Path -Path $TestDrive -ChildPath 'orders.db'
        $sandbox | Connect-YtPanel -Name shop -NewLedger -Ledger $ledger
        $first = Get-YtServiceChange -WarningVariable said -WarningAction SilentlyContinue
        $port = $sandbox.Port
        $sandbox | Stop-YtSandbox
        Start-YtSandbox -Catalogue $dearer -Port $port -ApiKey $sandbox.ApiKey | Connect-YtPanel -Name shop -Ledger $ledger
    }

    It 'says at the first look that it is the first, and emits nothing' {
        $first | Should -BeNullOrEmpty
        $said | Should -Match 'first look'
    }

    It 'emits what changed since this reader last looked' {
        $changes = Get-YtServiceChange

        $changes.Kind | Should -Be RateRaised, Removed
        $changes[0].NewValue | Should -Be 99
        Get-YtServiceChange | Should -BeNullOrEmpty
        (Get-YtServiceChange -Consumer other -Kind Removed).ServiceId | Should -Be $services[-1].service
    }
}
