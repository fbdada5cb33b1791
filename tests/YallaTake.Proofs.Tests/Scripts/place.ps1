# Places the same orders however often it is run: each has its reference. The panel and the ledger are in the environment.
param($Name, $Count, $Quantity = 100, $ThrottleLimit = 4, $TimeoutSec = 30, $SpendLimit)

$limit = @{}
if ($SpendLimit) { $limit.SpendLimit = $SpendLimit }
Connect-YtPanel -TimeoutSec $TimeoutSec -SkipVerification -NewLedger @limit
'started'

$rows = 1..$Count | ForEach-Object {
    [pscustomobject]@{ Reference = "$Name-$_"; ServiceId = 1; Link = "https://example.com/$Name-$_"; Quantity = $Quantity }
}
$orders = @($rows | New-YtOrder -ThrottleLimit $ThrottleLimit -ErrorAction SilentlyContinue -ErrorVariable failures)
"$($orders.Count) placed, $($failures.Count) failed"
foreach ($failure in $failures) { "$($failure.FullyQualifiedErrorId.Split(',')[0]): $failure" }
