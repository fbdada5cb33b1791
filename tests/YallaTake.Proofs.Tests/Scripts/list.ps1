# Tells what the ledger knows: reference, state and order id of each order.
param($Name)

Connect-YtPanel -SkipVerification
Get-YtOrder -Reference "$Name-*" | ForEach-Object { "$($_.Reference) $($_.State) $($_.OrderId)" }
