# Places the same orders on the first panel, with those after it as fallbacks. It orders when it is told to, by a line of input.
param($Name, $Count, $Uris, $TimeoutSec = 10)

$ErrorActionPreference = 'Stop'

$panels = @(foreach ($uri in $Uris.Split(' ')) {
    Connect-YtPanel -Name ([uri] $uri).Port -Uri $uri -TimeoutSec $TimeoutSec -MaximumRetryCount 1 -SkipVerification -NewLedger -PassThru
})
$offers = @($panels | ForEach-Object { Compare-YtService $_ | Where-Object ServiceId -EQ 1 })
$fallback = @{}
if ($offers.Count -gt 1) { $fallback.Fallback = $offers }
'connected'
$null = [Console]::In.ReadLine()

$rows = 1..$Count | ForEach-Object {
    [pscustomobject]@{
        Panel = $panels[0].Name; Reference = "$Name-$_"; ServiceId = 1; Link = "https://example.com/$Name-$_"; Quantity = 100
    }
}
$quietly = @{ WarningAction = 'SilentlyContinue'; ErrorAction = 'SilentlyContinue'; ErrorVariable = 'failures' }
$orders = @($rows | New-YtOrder @fallback @quietly -ThrottleLimit 4)
"$($orders.Count) placed, $($failures.Count) failed"
foreach ($failure in $failures) { "$($failure.FullyQualifiedErrorId.Split(',')[0]): $failure" }
