# Imports the cmdlets from a load context of their own.
Microsoft.PowerShell.Core\Import-Module -Name "$PSScriptRoot/net8.0/YallaTake.Loader.dll"
Microsoft.PowerShell.Core\Import-Module -Assembly (Get-YtAssembly)
