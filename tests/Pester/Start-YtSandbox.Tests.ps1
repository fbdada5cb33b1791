param([string] $Module = "$PSScriptRoot/../../YallaTake.psd1")

BeforeAll {
    . $PSScriptRoot/Setup.ps1 -Module $Module
}

AfterAll {
    Remove-Module -Name YallaTake
}

Describe 'Start-YtSandbox' {
    It 'answers on this machine only' {
        $sandbox.Uri.Host | Should -Be '127.0.0.1'
        $sandbox.Port | Should -Be $sandbox.Uri.Port
        (Get-SandboxState).balance | Should -Be 1000
    }

    It 'has the catalogue, the balance and the key that it is given' {
        $other = Start-YtSandbox -ServiceCount 1234 -Balance 5 -ApiKey 'another-key'
        $other | Connect-YtPanel -Name other

        Get-YtService -Panel other | Should -HaveCount 1234
        (Get-YtBalance -Panel other).Balance | Should -Be 5
        { Connect-YtPanel -ApiKey 'sandbox-key' -Uri $other.Uri } | Should -Throw
    }

    It 'has other customers when asked to, whose orders take ids' {
        $shared = Start-YtSandbox -Catalogue $catalogue -OtherCustomers 600 -TimeScale 60
        $shared | Connect-YtPanel -Name shared
        $first = New-YtOrder -Panel shared -ServiceId 1 -Link $link -Quantity 100
        do {
            $others = (Invoke-RestMethod -Uri ([uri]::new($shared.Uri, '/sandbox/state'))).ordersOfOthers
        } until ($others -gt 0)

        (New-YtOrder -Panel shared -ServiceId 1 -Link $link -Quantity 100).OrderId | Should -BeGreaterThan ($first.OrderId + 1)
    }

    It 'changes its catalogue when asked to' {
        $moving = Start-YtSandbox -Catalogue $catalogue -PriceChanges 600 -TimeScale 60
        $moving | Connect-YtPanel -Name moving
        do {
            $changes = @((Invoke-RestMethod -Uri ([uri]::new($moving.Uri, '/sandbox/state'))).catalogueChanges)
        } until ($changes.Count -ge 10)

        $changes.kind | Should -BeIn 'Added', 'Removed', 'Returned', 'RateRaised', 'RateLowered', 'LimitsChanged'
        Get-YtService -Panel moving | Should -Not -BeNullOrEmpty
    }

    It 'has a page for people, and none for other sites' {
        $null = New-YtOrder -Panel test -ServiceId 1 -Link "$link/page" -Quantity 100
        $page = [uri]::new($sandbox.Uri, '/')

        (Invoke-WebRequest -Uri $page -UseBasicParsing).Content.Contains("$link/page") | Should -BeTrue
        { Invoke-WebRequest -Uri $page -UseBasicParsing -Headers @{ Origin = 'https://evil.example' } } | Should -Throw '*403*'
    }

    It 'misbehaves when asked to' {
        Start-YtSandbox -Fault 'balance:Http500' | Connect-YtPanel -Name broken -SkipVerification -MaximumRetryCount 0

        $null = Get-YtBalance -Panel broken -ErrorAction SilentlyContinue -ErrorVariable problem

        Get-ErrorId $problem[0] | Should -Be 'PanelUnavailable'
    }
}
