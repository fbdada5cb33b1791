# Imports the build that fits this PowerShell; its cmdlets become this module's. As short as it goes: PowerShell compiles a script anew in
# each process.
Microsoft.PowerShell.Core\Import-Module -Name "$PSScriptRoot/$PSEdition/YallaTake.Loader.dll"
Microsoft.PowerShell.Core\Import-Module (Get-YtAssembly)
