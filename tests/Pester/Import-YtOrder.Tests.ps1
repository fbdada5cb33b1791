param([string] $Module = "$PSScriptRoot/../../YallaTake.psd1")

BeforeAll {
    . $PSScriptRoot/Setup.ps1 -Module $Module
}

AfterAll {
    Remove-Module -Name YallaTake
}

Describe 'Import-YtOrder' {
    BeforeAll {
        $path = Join-Path -Path $TestDrive -ChildPath 'orders.csv'
        $lines = 'Service ID;Link;Quantity;Maximum Rate', "1;$link;100;5,5", '', "1;$link;100;5,5", "1;$link;1.000;"
        Set-Content -LiteralPath $path -Value $lines
    }

    It 'orders each line once, and a line twice that stands there twice' {
        $orders = Import-YtOrder -Path $path -ErrorAction SilentlyContinue -ErrorVariable problem | New-YtOrder

        $orders | Should -HaveCount 2
        Get-ErrorId $problem[0] | Should -Be 'InputUnreadable'
        $problem[0].TargetObject.Line | Should -Be 5
    }

    It 'orders nothing when it is run again' {
        $null = Import-YtOrder -Path $path -ErrorAction SilentlyContinue | New-YtOrder

        (Get-SandboxState).orders | Should -HaveCount 2
    }

    It 'takes a mass order down the pipeline' {
        $quote = "1 | $link | 200" | Import-YtOrder | Measure-YtOrder

        $quote.Count | Should -Be 200
        $quote.Orderable | Should -BeTrue
    }

    It 'writes the header for a service' {
        Import-YtOrder -Template 1 | Should -Be 'Reference,ServiceId,link,quantity,runs,interval'
    }
}
