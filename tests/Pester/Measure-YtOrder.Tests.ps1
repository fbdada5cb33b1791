param([string] $Module = "$PSScriptRoot/../../YallaTake.psd1")

BeforeAll {
    . $PSScriptRoot/Setup.ps1 -Module $Module
}

AfterAll {
    Remove-Module -Name YallaTake
}

Describe 'Measure-YtOrder' {
    It 'calculates count and charge to the last digit, and orders nothing' {
        $quote = Measure-YtOrder -ServiceId 2 -Link $link -Quantity 1234

        $quote.Count | Should -Be 1234
        $quote.EstimatedCharge | Should -Be 0.4319
        $quote.Orderable | Should -BeTrue
        (Get-SandboxState).orders | Should -HaveCount 0
    }

    It 'tells what would be refused' {
        $quote = Measure-YtOrder -ServiceId 1 -Link $link -Quantity 5

        $quote.Orderable | Should -BeFalse
        $quote.Problem | Should -Match '10'
    }

    It 'adds the rows up' {
        $rows = 100, 200, 5 | ForEach-Object { [pscustomobject] @{ service = 2; link = $link; quantity = $_ } }
        $summary = $rows | Measure-YtOrder -Summary

        $summary.Rows | Should -Be 3
        $summary.Refused | Should -Be 1
        $summary.Problem | Should -Be 'QuantityOutOfRange: 1'
        $summary.EstimatedCharge | Should -Be 0.105
    }
}
