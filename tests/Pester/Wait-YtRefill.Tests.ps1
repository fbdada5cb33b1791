param([string] $Module = "$PSScriptRoot/../../YallaTake.psd1")

BeforeAll {
    . $PSScriptRoot/Setup.ps1 -Module $Module -Options @{ TimeScale = 100000 }
}

AfterAll {
    Remove-Module -Name YallaTake
}

Describe 'Wait-YtRefill' {
    It 'emits the status of a refill when it is final' {
        $order = New-YtOrder -ServiceId 1 -Link $link -Quantity 1000
        $null = $order | Wait-YtOrder -PollingInterval 1
        $refill = $order | Invoke-YtRefill

        $status = $refill | Wait-YtRefill -PollingInterval 1

        $status.RefillId | Should -Be $refill.RefillId
        $status.IsFinal | Should -BeTrue
    }

    It 'says which refill the panel does not know' {
        $null = Wait-YtRefill -RefillId 999 -ErrorAction SilentlyContinue -ErrorVariable problem

        Get-ErrorId $problem[0] | Should -Be 'RefillNotFound'
        $problem[0].TargetObject | Should -Be 999
    }
}
