param([string] $Module = "$PSScriptRoot/../../YallaTake.psd1")

BeforeAll {
    . $PSScriptRoot/Setup.ps1 -Module $Module
}

AfterAll {
    Remove-Module -Name YallaTake
}

Describe 'Several pipelines at once' {
    It 'share a panel in ForEach-Object -Parallel' -Skip:($PSVersionTable.PSVersion.Major -lt 7) {
        $panel = Get-YtPanel -Name test

        $orders = 1..8 | ForEach-Object -ThrottleLimit 4 -Parallel {
            Import-Module -Name $using:Module
            New-YtOrder -ServiceId 1 -Link "https://example.com/p/$_" -Quantity 100 -Panel $using:panel
        }

        $orders.State | Should -Be (@('Placed') * 8)
        $orders.OrderId | Sort-Object -Unique | Should -HaveCount 8
        (Get-SandboxState).orders | Should -HaveCount 8
    }

    It 'place a reference once' -Skip:($PSVersionTable.PSVersion.Major -lt 7) {
        $panel = Get-YtPanel -Name test
        $count = @((Get-SandboxState).orders).Count

        $orders = 1..8 | ForEach-Object -ThrottleLimit 8 -Parallel {
            Import-Module -Name $using:Module
            $order = @{ ServiceId = 1; Link = 'https://example.com/p/1'; Quantity = 100; Reference = 'only-once' }
            New-YtOrder @order -Panel $using:panel -ErrorAction SilentlyContinue
        }

        @((Get-SandboxState).orders).Count - $count | Should -Be 1
        @($orders.OrderId | Sort-Object -Unique) | Should -HaveCount 1
    }

    It 'share a panel in Start-ThreadJob' {
        if (-not (Get-Command -Name Start-ThreadJob -ErrorAction Ignore)) {
            Set-ItResult -Skipped -Because 'there is no Start-ThreadJob'
        }

        $panel = Get-YtPanel -Name test
        $jobs = 1..3 | ForEach-Object {
            Start-ThreadJob -ScriptBlock {
                Import-Module -Name $using:Module
                (Get-YtBalance -Panel $using:panel).Currency
            }
        }

        $jobs | Receive-Job -Wait -AutoRemoveJob | Should -Be 'USD', 'USD', 'USD'
    }

    It 'do not connect each other' -Skip:($PSVersionTable.PSVersion.Major -lt 7) {
        $panels = 1..2 | ForEach-Object -Parallel {
            Import-Module -Name $using:Module
            Get-YtPanel
        }

        $panels | Should -BeNullOrEmpty
    }
}
