# Imports the build that fits this PowerShell; its cmdlets become this module's.
$importModule = Get-Command -Name Import-Module -Module Microsoft.PowerShell.Core -CommandType Cmdlet

$builds = if ($PSEdition -eq 'Core') {
    $null = [Reflection.Assembly]::LoadFrom("$PSScriptRoot/net8.0/YallaTake.Loader.dll")
    foreach ($assembly in [YallaTake.Loader.ModuleLoadContext]::LoadModule()) {
        & $importModule -Assembly $assembly -PassThru
    }
}
else {
    & $importModule -Name "$PSScriptRoot/netstandard2.0/YallaTake.dll" -PassThru
}

# Without this a second import would find the cmdlets loaded already and export nothing.
$ExecutionContext.SessionState.Module.OnRemove = {
    foreach ($build in $builds) { Remove-Module -ModuleInfo $build -Force }
}.GetNewClosure()
