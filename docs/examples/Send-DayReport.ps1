#Requires -Version 5.1
#Requires -Modules YallaTake

<#
.SYNOPSIS
    Mails a report of yesterday's orders, as one HTML file.

.DESCRIPTION
    Open orders are asked for first, so that the report is up to date. It lists orders of unknown outcome whatever their age.
    The mail goes by SMTP with TLS, or to a mail server on this computer. A user name and a password for it come from YALLATAKE_SMTP_USER
    and YALLATAKE_SMTP_PASSWORD.

    Exit codes, for the scheduler to act on:
      0  the report was mailed
      1  the report could not be written: no connection, or the ledger cannot be used; run again later
      2  the report was written, and the mail was not sent
      4  there is no key, or the panel refuses it; running again does not help before that is corrected

.PARAMETER Folder
    Where the reports are kept, one file for each day.

.PARAMETER From
    The sender's address.

.PARAMETER To
    The addresses of those who get it.

.PARAMETER SmtpServer
    The mail server.

.PARAMETER Port
    The mail server's port.

.PARAMETER Uri
    The panel's API address; YALLATAKE_URI, else yallatake.com, when not given. The key comes from YALLATAKE_API_KEY.

.PARAMETER Ledger
    The file that remembers the orders; the usual one of this user when not given.

.EXAMPLE
    ./Send-DayReport.ps1 -Folder ./reports -From shop@example.com -To owner@example.com -SmtpServer smtp.example.com
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)]
    [string] $Folder,

    [Parameter(Mandatory)]
    [string] $From,

    [Parameter(Mandatory)]
    [string[]] $To,

    [Parameter(Mandatory)]
    [string] $SmtpServer,

    [ValidateRange(1, 65535)]
    [int] $Port = 587,

    [uri] $Uri,

    [string] $Ledger
)

$ErrorActionPreference = 'Stop'
$day = (Get-Date).Date.AddDays(-1)
$name = 'report-{0:yyyy-MM-dd}.html' -f $day
try {
    $connection = @{}
    if ($Uri) { $connection.Uri = $Uri }
    if ($Ledger) { $connection.Ledger = $Ledger }
    Connect-YtPanel @connection

    # What one order is does not keep the others out of the report.
    $null = Get-YtOrder -Open | Where-Object { $null -ne $_.OrderId } | Get-YtOrderStatus -ErrorAction SilentlyContinue
    $unknown = @(Get-YtOrder -State Unknown)
    $report = Export-YtReport -Path (Join-Path $Folder $name) -After $day -Before $day.AddDays(1) -PassThru
}
catch {
    [Console]::Error.WriteLine("The report could not be written: $_")
    if ($_.FullyQualifiedErrorId -match '^(ApiKeyRefused|NotConnected),') { exit 4 }
    exit 1
}

$mail = $client = $null
try {
    $mail = [Net.Mail.MailMessage]::new()
    $mail.From = $From
    foreach ($address in $To) { $mail.To.Add($address) }
    $mail.Subject = 'Orders of {0:yyyy-MM-dd}' -f $day
    $mail.Body = if ($unknown.Count -gt 0) {
        "The outcome of $($unknown.Count) orders is unknown. The report says what to do."
    }
    else {
        'The report is attached.'
    }

    $mail.Attachments.Add([Net.Mail.Attachment]::new($report.FullName, 'text/html'))

    $client = [Net.Mail.SmtpClient]::new($SmtpServer, $Port)
    $client.EnableSsl = $SmtpServer -notin 'localhost', '127.0.0.1', '::1'
    if ($env:YALLATAKE_SMTP_USER) {
        $client.Credentials = [Net.NetworkCredential]::new($env:YALLATAKE_SMTP_USER, $env:YALLATAKE_SMTP_PASSWORD)
    }

    $client.Send($mail)
}
catch {
    $why = $_.Exception.GetBaseException().Message
    [Console]::Error.WriteLine("The report is in $($report.FullName), and the mail was not sent: $why")
    exit 2
}
finally {
    if ($mail) { $mail.Dispose() }
    if ($client) { $client.Dispose() }
}

exit 0
