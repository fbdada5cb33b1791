param([string] $Module = "$PSScriptRoot/../../YallaTake.psd1")

BeforeAll {
    . $PSScriptRoot/Setup.ps1 -Module $Module
}

AfterAll {
    Remove-Module -Name YallaTake
}

Describe 'Compare-YtService' {
    It 'puts the cheapest first' {
        $offers = Compare-YtService -Panel test -Name 'Likes*' -Quantity 1000 | Where-Object -Property Problem -EQ -Value $null

        $offers.Charge | Should -Be ($offers.Charge | Sort-Object)
        $offers[0].Panel | Should -Be test
    }

    It 'says what an offer in another currency lacks' {
        $offer = Compare-YtService -Panel test -Name 'Likes*' -Currency EUR | Select-Object -First 1

        $offer.Rate | Should -BeNullOrEmpty
        $offer.Problem | Should -Match 'exchange rate of USD is not known'
    }
}
