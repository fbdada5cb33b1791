param([string] $Module = "$PSScriptRoot/../../YallaTake.psd1")

BeforeAll {
    . $PSScriptRoot/Setup.ps1 -Module $Module -Options @{ TimeScale = 100000 }
}

AfterAll {
    Remove-Module -Name YallaTake
}

Describe 'Get-YtRefillStatus' {
    It 'tells how a refill stands' {
        $order = New-YtOrder -ServiceId 1 -Link $link -Quantity 1000
        $null = $order | Wait-YtOrder -PollingInterval 1
        $refill = $order | Invoke-YtRefill

        $status = $refill | Get-YtRefillStatus

        $status.RefillId | Should -Be $refill.RefillId
        $status.Status | Should -BeIn 'Pending', 'In progress', 'Completed'
    }

    It 'says which refill the panel does not know' {
        $null = Get-YtRefillStatus -RefillId 999 -ErrorAction SilentlyContinue -ErrorVariable problem

        Get-ErrorId $problem[0] | Should -Be 'RefillNotFound'
        $problem[0].TargetObject | Should -Be 999
    }
}
