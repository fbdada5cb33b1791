param([string] $Module = "$PSScriptRoot/../../YallaTake.psd1")

BeforeAll {
    . $PSScriptRoot/Setup.ps1 -Module $Module
}

AfterAll {
    Remove-Module -Name YallaTake
}

Describe 'Invoke-YtPanel' {
    It 'gives the answer of any action as an object' {
        $order = New-YtOrder -ServiceId 1 -Link $link -Quantity 100

        $status = Invoke-YtPanel -Action status -Field @{ order = $order.OrderId } -Repeatable

        $status.status | Should -Be 'Pending'
        $status.remains | Should -Be '100'
    }

    It 'tells what the panel says of an action that it does not have' {
        $null = Invoke-YtPanel -Action speedup -Field @{ order = 1 } -ErrorAction SilentlyContinue -ErrorVariable problem

        Get-ErrorId $problem[0] | Should -Be 'PanelError'
        $problem[0].TargetObject | Should -Be 'speedup'
    }

    It 'refuses what has a cmdlet, and names it' {
        $null = Invoke-YtPanel -Action ' Cancel' -ErrorAction SilentlyContinue -ErrorVariable problem

        Get-ErrorId $problem[0] | Should -Be 'FieldInvalid'
        "$($problem[0])" | Should -BeLike '*Stop-YtOrder*'
    }
}
