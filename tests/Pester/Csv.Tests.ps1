param([string] $Module = "$PSScriptRoot/../../YallaTake.psd1")

BeforeAll {
    . $PSScriptRoot/Setup.ps1 -Module $Module
}

AfterAll {
    Remove-Module -Name YallaTake
}

Describe 'Files of rows' {
    BeforeAll {
        $path = Join-Path -Path $TestDrive -ChildPath 'orders.csv'
        Set-Content -LiteralPath $path -Value @(
            'reference,service,link,quantity,comments,answer_number'
            'row-1,1,https://example.com/p/1,100,,'
            "row-2,5,https://example.com/p/2,,`"nice`nwell done`","
            'row-3,15,https://example.com/p/3,50,,2'
            'row-4,1,https://example.com/p/4,5,,'
        )
    }

    It 'become orders, each once, by the names of the API' {
        $orders = Import-Csv -LiteralPath $path | New-YtOrder -ErrorAction SilentlyContinue -ErrorVariable problem

        $orders.Reference | Should -Be 'row-1', 'row-2', 'row-3'
        Get-ErrorId $problem[0] | Should -Be 'QuantityOutOfRange'
        (Get-SandboxState).orders | Should -HaveCount 3
        # Several are sent at once, so the panel has them in any order.
        (Get-SandboxState).orders.fields.comments | Where-Object { $_ } | Should -Be "nice`nwell done"
        (Get-SandboxState).orders.fields.answer_number | Where-Object { $_ } | Should -Be '2'
    }

    It 'place nothing more when they are run again' {
        $again = Import-Csv -LiteralPath $path | New-YtOrder -ErrorAction SilentlyContinue

        $again.Reference | Should -Be 'row-1', 'row-2', 'row-3'
        (Get-SandboxState).orders | Should -HaveCount 3
    }

    It 'can be measured before' {
        $quotes = Import-Csv -LiteralPath $path | Measure-YtOrder

        $quotes.Orderable | Should -Be $true, $true, $true, $false
    }

    It 'keep orders, and find their way back to the panel' {
        $kept = Join-Path -Path $TestDrive -ChildPath 'kept.csv'
        Get-YtOrder | Export-Csv -LiteralPath $kept -NoTypeInformation

        $statuses = Import-Csv -LiteralPath $kept | Get-YtOrderStatus

        $statuses.OrderId | Should -Be (Get-YtOrder).OrderId
    }

    It 'keep services to the last digit' {
        $kept = Join-Path -Path $TestDrive -ChildPath 'services.csv'
        Get-YtService | Export-Csv -LiteralPath $kept -NoTypeInformation
        $rows = Import-Csv -LiteralPath $kept

        $rows | Should -HaveCount 20
        [decimal]::Parse($rows[1].Rate, [cultureinfo]::CurrentCulture) | Should -Be 0.35
    }

    It 'go through JSON and back' {
        $statuses = Get-YtOrder | ConvertTo-Json -Depth 4 | ConvertFrom-Json | ForEach-Object { $_ } | Get-YtOrderStatus

        $statuses.OrderId | Should -Be (Get-YtOrder).OrderId
    }
}
