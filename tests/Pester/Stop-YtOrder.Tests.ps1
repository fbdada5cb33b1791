param([string] $Module = "$PSScriptRoot/../../YallaTake.psd1")

BeforeAll {
    . $PSScriptRoot/Setup.ps1 -Module $Module
}

AfterAll {
    Remove-Module -Name YallaTake
}

Describe 'Stop-YtOrder' {
    It 'asks for the cancellation of an order' {
        $order = New-YtOrder -ServiceId 1 -Link $link -Quantity 1000

        $cancellation = $order | Stop-YtOrder -Confirm:$false

        $cancellation.OrderId | Should -Be $order.OrderId
        $cancellation.Requested | Should -BeTrue
    }

    It 'tells the refusal of a service that cannot be canceled' {
        $order = New-YtOrder -ServiceId 2 -Link $link -Quantity 100

        $null = $order | Stop-YtOrder -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable problem

        Get-ErrorId $problem[0] | Should -Be 'CancelRefused'
    }

    It 'asks nothing with -WhatIf' {
        $before = (Get-SandboxState).requests.cancel

        Stop-YtOrder -OrderId 1 -WhatIf | Should -BeNullOrEmpty

        (Get-SandboxState).requests.cancel | Should -Be $before
    }
}
