param([string] $Module = "$PSScriptRoot/../../YallaTake.psd1")

BeforeAll {
    . $PSScriptRoot/Setup.ps1 -Module $Module
}

AfterAll {
    Remove-Module -Name YallaTake
}

Describe 'New-YtOrder' {
    It 'places an order' {
        $order = New-YtOrder -ServiceId 1 -Link $link -Quantity 1000

        $order.OrderId | Should -BeGreaterThan 0
        $order.State | Should -Be 'Placed'
        $order.EstimatedCharge | Should -Be 0.9
        (Get-SandboxState).orders.order | Should -Contain $order.OrderId
    }

    It 'places a reference once' {
        $first = New-YtOrder -ServiceId 1 -Link $link -Quantity 100 -Reference once
        $count = @((Get-SandboxState).orders).Count

        $second = New-YtOrder -ServiceId 1 -Link $link -Quantity 100 -Reference once

        $second.OrderId | Should -Be $first.OrderId
        @((Get-SandboxState).orders).Count | Should -Be $count
    }

    It 'sends nothing with -WhatIf' {
        $count = @((Get-SandboxState).orders).Count

        New-YtOrder -ServiceId 1 -Link $link -Quantity 100 -WhatIf | Should -BeNullOrEmpty

        @((Get-SandboxState).orders).Count | Should -Be $count
    }

    It 'takes a service from the pipeline' {
        $order = Get-YtService -ServiceId 5 | New-YtOrder -Link $link -Comments 'nice', 'well done'

        $order.ServiceId | Should -Be 5
    }

    It 'takes a link or a table from the pipeline' {
        $orders = @(
            'https://example.com/p/piped' | New-YtOrder 1 -Quantity 100
            @{ service = 1; link = 'https://example.com/p/table'; quantity = 100 } | New-YtOrder
        )

        $orders.Link | Should -Be 'https://example.com/p/piped', 'https://example.com/p/table'
    }

    It 'tells <Id> before anything is sent' -ForEach @(
        @{ Id = 'QuantityOutOfRange'; Order = @{ ServiceId = 1; Quantity = 5 } }
        @{ Id = 'FieldMissing'; Order = @{ ServiceId = 5 } }
        @{ Id = 'FieldNotUsed'; Order = @{ ServiceId = 1; Quantity = 100; Keywords = 'one' } }
        @{ Id = 'RateTooHigh'; Order = @{ ServiceId = 1; Quantity = 100; MaximumRate = 0.1 } }
        @{ Id = 'ServiceNotFound'; Order = @{ ServiceId = 999; Quantity = 100 } }
    ) {
        $count = @((Get-SandboxState).orders).Count

        $null = New-YtOrder -Link $link @Order -ErrorAction SilentlyContinue -ErrorVariable problem

        Get-ErrorId $problem[0] | Should -Be $Id
        @((Get-SandboxState).orders).Count | Should -Be $count
    }
}
