param([string] $Module = "$PSScriptRoot/../../YallaTake.psd1")

Describe 'The API key' {
    BeforeAll {
        Import-Module -Name $Module -Force
        $env:YALLATAKE_API_KEY = $null
        $key = 'canary-5f1c7d'
        $catalogue = Join-Path -Path $PSScriptRoot -ChildPath '../YallaTake.Testing/Fixtures/catalogue.json'
        $sandbox = Start-YtSandbox -ApiKey $key -Catalogue $catalogue
        $secret = [securestring]::new()
        $key.ToCharArray() | ForEach-Object { $secret.AppendChar($_) }

        function Show-All {
            $all = @{ Verbose = $true; Debug = $true; InformationAction = 'Continue'; ErrorAction = 'Continue' }
            if ($PSEdition -eq 'Desktop') { $all.Remove('Debug') }

            Connect-YtPanel -ApiKey $secret -Uri $sandbox.Uri -Name canary -PassThru @all
            Get-YtBalance @all
            Get-YtService -ServiceId 1, 999 @all
            Measure-YtOrder -ServiceId 1 -Link 'https://example.com/p/1' -Quantity 100 @all
            New-YtOrder -ServiceId 1 -Link 'https://example.com/p/1' -Quantity 100 @all
            New-YtOrder -ServiceId 1 -Link 'https://example.com/p/1' -Quantity 1 @all
            Get-YtOrder @all
            Get-YtOrderStatus -OrderId 23501, 7 @all
            Invoke-YtRefill -OrderId 23501, 7 @all
            Get-YtRefillStatus -RefillId 7 @all
            Stop-YtOrder -OrderId 23501, 7 -Confirm:$false @all
            Get-YtPanel @all
            try { Connect-YtPanel -ApiKey $secret -Uri 'http://panel.example/api/v2' @all } catch { $_ }
        }
    }

    AfterAll {
        Remove-Module -Name YallaTake
    }

    It 'is in no stream, in no property of an object and in no error' {
        $everything = Show-All *>&1
        $text = $everything | ForEach-Object { $_ | Out-String; $_ | Format-List -Property * -Force | Out-String -Width 500 }
        $errors = $everything | Where-Object { $_ -is [Management.Automation.ErrorRecord] }

        $everything.Count | Should -BeGreaterThan 20
        $errors.Count | Should -BeGreaterThan 3
        $text -join "`n" | Should -Not -Match $key
        ($errors | ForEach-Object { $_.Exception.ToString(); $_.ErrorDetails; $_.InvocationInfo.Line }) -join "`n" | Should -Not -Match $key
    }

    It 'is in no transcript' {
        $path = Join-Path -Path $TestDrive -ChildPath 'transcript.txt'
        $null = Start-Transcript -LiteralPath $path
        try {
            Show-All *>&1 | Out-Default
        }
        finally {
            $null = Stop-Transcript
        }

        $transcript = Get-Content -LiteralPath $path -Raw
        $transcript | Should -Match 'Pending'
        $transcript | Should -Not -Match $key
    }

    It 'is not in the objects when they are written to a file' {
        $path = Join-Path -Path $TestDrive -ChildPath 'panel.xml'
        Get-YtPanel | Export-Clixml -LiteralPath $path

        Get-Content -LiteralPath $path -Raw | Should -Not -Match $key
    }

    It 'is in no environment variable and in no command line' {
        (Get-ChildItem -Path env:).Value -join "`n" | Should -Not -Match $key
        [Environment]::CommandLine | Should -Not -Match $key
    }

    It 'is not asked for where nobody can answer' {
        $shell = [powershell]::Create()
        $null = $shell.AddScript('param($Module) Import-Module -Name $Module; Connect-YtPanel').AddArgument($Module)

        $shell.Invoke() | Should -BeNullOrEmpty

        $shell.Streams.Error[0].FullyQualifiedErrorId | Should -BeLike 'NotConnected,*'
        $shell.Dispose()
    }
}
