#Requires -Version 5.1
#Requires -Modules YallaTake

<#
.SYNOPSIS
    Places the orders of a CSV file, once, from a scheduler.

.DESCRIPTION
    Every row has a reference, so the script may be run again at any time: what was placed before is not placed again.
    An order whose answer was lost is searched for: it is settled by evidence, and sent again only when it surely was not placed.
    The connection has a spend limit, so a mistake in the file costs no more than that.
    Every row that this run did not place is named on the error stream, with its reference and link.

    Exit codes, for the scheduler to act on:
      0  every row is placed
      1  nothing is placed: no connection, or the ledger or the file cannot be used; run again later
      2  some rows are not placed; they are safe to run again when the cause is fixed
      3  the outcome of at least one row is unknown and no search could settle it; a person must look (Resolve-YtOrder)
      4  there is no key, or the panel refuses it; running again does not help before that is corrected
      5  every row is placed, and the ledger could not be written; fix it before the next run

.PARAMETER Path
    The CSV file. Columns: Reference, ServiceId, Link, Quantity, and any other parameter of New-YtOrder.

.PARAMETER SpendLimit
    The most that all orders of a day may cost, in the account's currency, such as 12.50.

.PARAMETER Uri
    The panel's API address; YALLATAKE_URI, else yallatake.com, when not given. The key comes from YALLATAKE_API_KEY.

.PARAMETER Ledger
    The file that remembers the orders; the usual one of this user when not given.

.EXAMPLE
    ./Invoke-OrderRun.ps1 -Path ./orders.csv -SpendLimit 50
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)]
    [string] $Path,

    # A text, because PowerShell reads '12,50' as the number 1250.
    [Parameter(Mandatory)]
    [ValidatePattern('^\d+(\.\d+)?$')]
    [string] $SpendLimit,

    [uri] $Uri,

    [string] $Ledger
)

$ErrorActionPreference = 'Stop'
$rows = $placed = $problems = $end = $null

# Errors about single rows are collected and reported at the end. Any other error ends the batch.
try {
    $rows = @(Import-Csv -LiteralPath $Path)
    $missing = @($rows | Where-Object { -not $_.Reference })
    if ($missing.Count -gt 0) {
        throw "$($missing.Count) of $($rows.Count) rows have no reference. Give each one of its own, such as the invoice's number."
    }

    $connection = @{ SpendLimit = $SpendLimit }
    if ($Uri) { $connection.Uri = $Uri }
    if ($Ledger) { $connection.Ledger = $Ledger }
    Connect-YtPanel @connection -ResolveUnknown

    $rows | New-YtOrder -OutVariable placed -ErrorAction SilentlyContinue -ErrorVariable problems
}
catch {
    $end = $_
}

# The error that ended the batch is among the problems too, as an exception.
$problems = @($problems | Where-Object { $_ -is [Management.Automation.ErrorRecord] })
foreach ($problem in $problems) {
    $order = $problem.TargetObject
    $about = if ($order.Link -and -not "$problem".Contains($order.Link)) { "$($order.Reference), $($order.Link): " }
    [Console]::Error.WriteLine("$($problem.FullyQualifiedErrorId.Split(',')[0]): $about$problem")
}
if ($end) {
    [Console]::Error.WriteLine("Nothing more can be done: $end")

    # Rows with an error of their own are named above. The ledger writes every run of white space in a reference as one blank.
    $reached = @(@($placed) + @($problems | ForEach-Object { $_.TargetObject }) |
            Where-Object { $_.Reference } |
            ForEach-Object { ($_.Reference -replace '\s+', ' ').Trim() })
    foreach ($row in $rows) {
        if (($row.Reference -replace '\s+', ' ').Trim() -cnotin $reached) {
            [Console]::Error.WriteLine("Not placed in this run: $($row.Reference), $($row.Link)")
        }
    }
}

# An order whose outcome could not be written to the ledger was placed, and is among $placed.
$ids = @($problems | ForEach-Object { $_.FullyQualifiedErrorId.Split(',')[0] })
$refused = @($ids | Where-Object { $_ -ne 'OrderNotRecorded' })
if ($ids -contains 'OrderOutcomeUnknown') { exit 3 }
if ($end -and $end.FullyQualifiedErrorId -match '^(ApiKeyRefused|NotConnected),') { exit 4 }
if ($end -and -not $placed) { exit 1 }
if ($end -or $refused) { exit 2 }
if ($ids) { exit 5 }
exit 0
