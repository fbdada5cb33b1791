param([string] $Module = "$PSScriptRoot/../../YallaTake.psd1")

BeforeAll {
    . $PSScriptRoot/Setup.ps1 -Module $Module
}

AfterAll {
    Remove-Module -Name YallaTake
}

Describe 'Resolve-YtOrder' {
    BeforeAll {
        # A panel that places every order, and drops the connection before it answers.
        Start-YtSandbox -Catalogue $catalogue -Fault 'add:DropAfter' | Connect-YtPanel -Name forgetful -MaximumRetryCount 0
    }

    BeforeEach {
        $reference = [guid]::NewGuid().ToString()
        $order = @{ ServiceId = 1; Link = $link; Quantity = 100; Reference = $reference }
        $null = New-YtOrder @order -Panel forgetful -ErrorAction SilentlyContinue -ErrorVariable problem
    }

    It 'is what an unknown outcome asks for' {
        Get-ErrorId $problem[0] | Should -Be 'OrderOutcomeUnknown'
        "$($problem[0]) $($problem[0].ErrorDetails.RecommendedAction)" | Should -Match 'Resolve-YtOrder'
    }

    It 'shows what is known' {
        $inquiry = Resolve-YtOrder -Reference $reference -Panel forgetful

        $inquiry.State | Should -Be 'Unknown'
        $inquiry.EstimatedCharge | Should -Be 0.09
    }

    It 'settles the order as placed' {
        $order = Resolve-YtOrder -Reference $reference -OrderId 23501 -Panel forgetful -Confirm:$false

        $order.State | Should -Be 'Placed'
        $order.OrderId | Should -Be 23501
    }

    It 'settles the order as not placed' {
        $order = Resolve-YtOrder -Reference $reference -NotPlaced -Panel forgetful -Confirm:$false

        $order.State | Should -Be 'NotSent'
    }
}
