# Imports the build that fits this PowerShell; its cmdlets become this module's. What this calls, each new process compiles first.
. "$PSScriptRoot/$PSEdition.ps1"
