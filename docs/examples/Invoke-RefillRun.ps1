#Requires -Version 5.1
#Requires -Modules YallaTake

<#
.SYNOPSIS
    Asks the panel once a day to refill all orders that may be refilled.

.DESCRIPTION
    First the refills of earlier days are asked for, so that the ledger knows which have ended. Then a refill is requested for each order
    that is due: by what its service promises, and at least a day after the last one.
    A refill costs nothing. That a panel refuses one, because nothing was lost, is usual.

    Exit codes, for the scheduler to act on:
      0  every order that was due was asked for
      1  nothing could be asked: no connection, or the ledger cannot be used; run again later
      2  some orders or refills were not answered; the next run asks again
      4  there is no key, or the panel refuses it; running again does not help before that is corrected

.PARAMETER RefillWindow
    How many days orders are refilled whose service does not say so.

.PARAMETER Uri
    The panel's API address; YALLATAKE_URI, else yallatake.com, when not given. The key comes from YALLATAKE_API_KEY.

.PARAMETER Ledger
    The file that remembers the orders; the usual one of this user when not given.

.EXAMPLE
    ./Invoke-RefillRun.ps1
#>
[CmdletBinding()]
param(
    [ValidateRange(1, 36500)]
    [int] $RefillWindow = 30,

    [uri] $Uri,

    [string] $Ledger
)

$ErrorActionPreference = 'Stop'
$asked = $problems = $null
try {
    $connection = @{}
    if ($Uri) { $connection.Uri = $Uri }
    if ($Ledger) { $connection.Ledger = $Ledger }
    Connect-YtPanel @connection

    $null = Get-YtOrder -State Placed | Get-YtRefillStatus -ErrorAction SilentlyContinue -ErrorVariable asked
    Get-YtOrder -RefillDue -RefillWindow $RefillWindow |
        Invoke-YtRefill -ErrorAction SilentlyContinue -ErrorVariable problems |
        ForEach-Object { "Refill $($_.RefillId) of order $($_.OrderId), '$($_.Reference)': $($_.Link)" }
}
catch {
    [Console]::Error.WriteLine("Nothing more can be asked: $_")
    if ($_.FullyQualifiedErrorId -match '^(ApiKeyRefused|NotConnected),') { exit 4 }
    exit 1
}

# A refusal is the panel's answer.
$unanswered = @(@($asked) + @($problems) | Where-Object { $_ -and "$($_.FullyQualifiedErrorId)" -notlike 'RefillRefused,*' })
foreach ($problem in $unanswered) { [Console]::Error.WriteLine("$problem") }
if ($unanswered.Count -gt 0) { exit 2 }
exit 0
