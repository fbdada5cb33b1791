param([string] $Module = "$PSScriptRoot/../../YallaTake.psd1")

BeforeAll {
    . $PSScriptRoot/Setup.ps1 -Module $Module
}

AfterAll {
    Remove-Module -Name YallaTake
}

Describe 'Connect-YtPanel' {
    It 'starts a sandbox and connects to it' {
        $panel = Connect-YtPanel -Sandbox -PassThru

        $panel.Uri.Host | Should -Be '127.0.0.1'
        (Get-YtBalance -Panel $panel).Balance | Should -Be 1000
    }

    It 'takes the key as text, as a SecureString and as a credential' {
        $key = [securestring]::new()
        'sandbox-key'.ToCharArray() | ForEach-Object { $key.AppendChar($_) }
        Connect-YtPanel -ApiKey 'sandbox-key' -Uri $sandbox.Uri -Name text
        Connect-YtPanel -ApiKey $key -Uri $sandbox.Uri -Name secure
        Connect-YtPanel -Credential ([pscredential]::new('anyone', $key)) -Uri $sandbox.Uri -Name credential

        'text', 'secure', 'credential' | ForEach-Object { (Get-YtBalance -Panel $_).Currency } | Should -Be 'USD', 'USD', 'USD'
    }

    It 'takes address and key from the environment' {
        $env:YALLATAKE_API_KEY = 'sandbox-key'
        $env:YALLATAKE_URI = $sandbox.Uri
        try {
            (Connect-YtPanel -PassThru).Uri | Should -Be $sandbox.Uri
        }
        finally {
            $env:YALLATAKE_API_KEY = $null
            $env:YALLATAKE_URI = $null
        }
    }

    It 'is refused with a wrong key' {
        $failure = { Connect-YtPanel -ApiKey 'wrong-key' -Uri $sandbox.Uri -Name wrong } | Should -Throw -PassThru

        Get-ErrorId $failure | Should -Be 'ApiKeyRefused'
        $failure.CategoryInfo.Category | Should -Be 'AuthenticationError'
    }

    It 'does not send a key over plain http to another machine' {
        $failure = { Connect-YtPanel -ApiKey 'any-key' -Uri 'http://panel.example/api/v2' } | Should -Throw -PassThru

        Get-ErrorId $failure | Should -Be 'InsecureUri'
    }

    It 'emits nothing unless asked' {
        $sandbox | Connect-YtPanel -Name quiet | Should -BeNullOrEmpty
    }
}
