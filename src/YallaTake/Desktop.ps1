# Imports the cmdlets of Windows PowerShell, which has no load contexts.
Microsoft.PowerShell.Core\Import-Module -Name "$PSScriptRoot/netstandard2.0/YallaTake.dll"
