#Requires -Version 5.1
#Requires -Modules YallaTake

<#
.SYNOPSIS
    Says each morning what changed in the panel's catalogue, and whether it concerns what you order.

.DESCRIPTION
    All changes since the last run are added to a CSV file. Those of services that were ordered in the last days come out as text.
    The first run remembers the catalogue and finds no changes. When the file cannot be written, the next run has all changes again.

    Exit codes, for the scheduler to act on:
      0  no change concerns a service that was ordered lately
      1  the catalogue or the ledger cannot be read, or the file cannot be written; run again later
      3  a service that was ordered lately became dearer, vanished or changed otherwise; a person must look
      4  there is no key, or the panel refuses it; running again does not help before that is corrected

.PARAMETER Path
    The CSV file that the changes are added to.

.PARAMETER Days
    Which orders count: those of so many days.

.PARAMETER Uri
    The panel's API address; YALLATAKE_URI, else yallatake.com, when not given. The key comes from YALLATAKE_API_KEY.

.PARAMETER Ledger
    The file that remembers the orders and the catalogue; the usual one of this user when not given.

.EXAMPLE
    ./Get-PriceReport.ps1 -Path ./changes.csv
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)]
    [string] $Path,

    [ValidateRange(1, 3650)]
    [int] $Days = 30,

    [uri] $Uri,

    [string] $Ledger
)

$ErrorActionPreference = 'Stop'
$step = 'read'
try {
    $connection = @{}
    if ($Uri) { $connection.Uri = $Uri }
    if ($Ledger) { $connection.Ledger = $Ledger }
    Connect-YtPanel @connection

    $ordered = @(Get-YtOrder -State Placed -After (Get-Date).AddDays(-$Days) | ForEach-Object { "$($_.ServiceId)" } | Select-Object -Unique)

    # Changes count as emitted when the whole pipeline has taken them, so each is in the file before the next one is taken.
    $changes = @(Get-YtServiceChange -Consumer 'Get-PriceReport' | ForEach-Object {
            $step = 'written'
            $_ | Export-Csv -LiteralPath $Path -Append -NoTypeInformation -Encoding UTF8 -ErrorAction Stop
            $step = 'read'
            $_
        })
}
catch {
    [Console]::Error.WriteLine("The changes could not be ${step}: $_")
    if ($_.FullyQualifiedErrorId -match '^(ApiKeyRefused|NotConnected),') { exit 4 }
    exit 1
}

$ours = @($changes | Where-Object { $ordered -contains "$($_.ServiceId)" })
foreach ($change in $ours) {
    "$($change.Kind): service $($change.ServiceId) '$($change.Name)', $($change.OldValue) -> $($change.NewValue)"
}

if ($ours.Count -gt 0) { exit 3 }
exit 0
