#Requires -Version 5.1
#Requires -Modules YallaTake

<#
.SYNOPSIS
    Asks the panel for the status of all open orders, and adds those that have ended to a CSV file.

.DESCRIPTION
    Run it every few minutes. A hundred orders are one request. The ledger remembers every status.
    Each order is in the file once: when it was first seen at its end, with its reference, service and link.

    Exit codes, for the scheduler to act on:
      0  every open order was asked for
      1  nothing could be asked: no connection, or the ledger or the file cannot be used; run again later
      2  some orders were not answered; the next round asks again
      3  the outcome of at least one order is unknown; a person must look (Resolve-YtOrder)
      4  there is no key, or the panel refuses it; running again does not help before that is corrected

.PARAMETER Path
    The CSV file that the orders are added to that have ended.

.PARAMETER Uri
    The panel's API address; YALLATAKE_URI, else yallatake.com, when not given. The key comes from YALLATAKE_API_KEY.

.PARAMETER Ledger
    The file that remembers the orders; the usual one of this user when not given.

.EXAMPLE
    ./Invoke-StatusRound.ps1 -Path ./finished.csv
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)]
    [string] $Path,

    [uri] $Uri,

    [string] $Ledger
)

$ErrorActionPreference = 'Stop'
$problems = $null
try {
    $connection = @{}
    if ($Uri) { $connection.Uri = $Uri }
    if ($Ledger) { $connection.Ledger = $Ledger }
    Connect-YtPanel @connection

    # An order of unknown outcome has no id to ask for.
    Get-YtOrder -Open |
        Where-Object { $null -ne $_.OrderId } |
        Get-YtOrderStatus -ErrorAction SilentlyContinue -ErrorVariable problems |
        Where-Object IsFinal |
        Select-Object -Property OrderId, Reference, ServiceId, ServiceName, Link, Status, Charge, Currency, StartCount, Remains, Panel |
        Export-Csv -LiteralPath $Path -Append -NoTypeInformation -Encoding UTF8
    $unknown = @(Get-YtOrder -State Unknown)
}
catch {
    [Console]::Error.WriteLine("Nothing more can be asked: $_")
    if ($_.FullyQualifiedErrorId -match '^(ApiKeyRefused|NotConnected),') { exit 4 }
    exit 1
}

foreach ($problem in $problems) { [Console]::Error.WriteLine("$problem") }
foreach ($order in $unknown) {
    [Console]::Error.WriteLine("It is not known whether '$($order.Reference)' was placed: service $($order.ServiceId) for $($order.Link).")
}

if ($unknown.Count -gt 0) { exit 3 }
if ($problems.Count -gt 0) { exit 2 }
exit 0
