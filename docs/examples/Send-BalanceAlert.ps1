#Requires -Version 5.1
#Requires -Modules YallaTake

<#
.SYNOPSIS
    Says in Slack, Discord or Telegram that the panel's balance is low.

.DESCRIPTION
    Nothing is sent while the balance is enough. Run it once in a while, such as every morning: each run with a low balance sends a message.
    The address of a webhook is a secret, as the API key is: it comes from the environment, and no message shows it.

    Exit codes, for the scheduler to act on:
      0  the balance is enough, or the message was sent
      1  the balance cannot be read; run again later
      2  the balance is low, and the message could not be sent
      4  there is no key, or the panel refuses it; running again does not help before that is corrected

.PARAMETER Below
    The message is sent when the balance is below this, in the account's currency, such as 20 or 12.50.

.PARAMETER To
    Where the message goes.

.PARAMETER ChatId
    The chat, for Telegram.

.PARAMETER Webhook
    The address to post to; YALLATAKE_WEBHOOK when not given.
    Slack:    https://hooks.slack.com/services/...
    Discord:  https://discord.com/api/webhooks/...
    Telegram: https://api.telegram.org/bot<token>/sendMessage

.PARAMETER Uri
    The panel's API address; YALLATAKE_URI, else yallatake.com, when not given. The key comes from YALLATAKE_API_KEY.

.EXAMPLE
    ./Send-BalanceAlert.ps1 -Below 20 -To Slack

.EXAMPLE
    ./Send-BalanceAlert.ps1 -Below 20 -To Telegram -ChatId -1001234567890
#>
[CmdletBinding()]
param(
    # A text, because PowerShell reads '12,50' as the number 1250.
    [Parameter(Mandatory)]
    [ValidatePattern('^\d+(\.\d+)?$')]
    [string] $Below,

    [Parameter(Mandatory)]
    [ValidateSet('Slack', 'Discord', 'Telegram')]
    [string] $To,

    [string] $ChatId,

    [uri] $Webhook = $env:YALLATAKE_WEBHOOK,

    [uri] $Uri
)

$ErrorActionPreference = 'Stop'
if (-not $Webhook) {
    [Console]::Error.WriteLine('There is no address to post to. Set YALLATAKE_WEBHOOK, or give -Webhook.')
    exit 2
}

if ($To -eq 'Telegram' -and -not $ChatId) {
    [Console]::Error.WriteLine('Telegram needs the chat. Give -ChatId.')
    exit 2
}

try {
    $connection = @{}
    if ($Uri) { $connection.Uri = $Uri }
    Connect-YtPanel @connection
    $balance = Get-YtBalance
}
catch {
    [Console]::Error.WriteLine("The balance could not be read: $_")
    if ($_.FullyQualifiedErrorId -match '^(ApiKeyRefused|NotConnected),') { exit 4 }
    exit 1
}

$limit = [decimal]::Parse($Below, [Globalization.CultureInfo]::InvariantCulture)
if ($balance.Balance -ge $limit) { exit 0 }

$text = [string]::Format(
    [Globalization.CultureInfo]::InvariantCulture,
    'The balance of {0} is {1:0.00##} {2}, below {3:0.00##}. Add funds.',
    $balance.Panel, $balance.Balance, $balance.Currency, $limit)
$message = switch ($To) {
    'Slack' { @{ text = $text } }
    'Discord' { @{ content = $text } }
    'Telegram' { @{ chat_id = $ChatId; text = $text } }
}

try {
    $request = @{
        Uri         = $Webhook
        Method      = 'Post'
        ContentType = 'application/json; charset=utf-8'
        Body        = [Text.Encoding]::UTF8.GetBytes((ConvertTo-Json -InputObject $message -Compress))
        TimeoutSec  = 30
    }
    $null = Invoke-RestMethod @request
}
catch {
    # The address is a secret, and an error may repeat it.
    [Console]::Error.WriteLine("$text The message could not be sent: $("$_".Replace("$Webhook", '(webhook)'))")
    exit 2
}

$text
exit 0
