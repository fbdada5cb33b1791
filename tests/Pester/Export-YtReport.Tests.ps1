param([string] $Module = "$PSScriptRoot/../../YallaTake.psd1")

BeforeAll {
    . $PSScriptRoot/Setup.ps1 -Module $Module
    $report = Join-Path -Path $TestDrive -ChildPath report.html
}

AfterAll {
    Remove-Module -Name YallaTake
}

Describe 'Export-YtReport' {
    It 'writes one file with what was ordered' {
        New-YtOrder -ServiceId 1 -Link $link -Quantity 10 -Reference first | Out-Null

        $file = Export-YtReport -Path $report -PassThru

        $file.FullName | Should -Be $report
        $html = Get-Content -LiteralPath $report -Raw
        $html | Should -Match 'Content-Security-Policy'
        $html | Should -Match 'Orders placed'
        Get-ChildItem -LiteralPath $TestDrive | Should -HaveCount 1
    }

    It 'replaces the report before' {
        Set-Content -LiteralPath $report -Value before

        Export-YtReport -Path $report -Panel test | Should -BeNullOrEmpty

        Get-Content -LiteralPath $report -Raw | Should -Not -Match '^before'
    }

    It 'says what is wrong with the path' {
        { Export-YtReport -Path (Join-Path -Path $TestDrive -ChildPath missing/report.html) } |
            Should -Throw -ErrorId 'ReportNotWritten,YallaTake.Commands.ExportYtReportCommand'
    }
}
