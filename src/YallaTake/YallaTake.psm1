# Imports the build that fits this PowerShell; its cmdlets become this module's.
$build = if ($PSEdition -eq 'Core') {
    $null = [Reflection.Assembly]::LoadFrom("$PSScriptRoot/net8.0/YallaTake.Loader.dll")
    Microsoft.PowerShell.Core\Import-Module -Assembly ([YallaTake.Loader.ModuleLoadContext]::LoadModule()) -PassThru
}
else {
    Microsoft.PowerShell.Core\Import-Module -Name "$PSScriptRoot/netstandard2.0/YallaTake.dll" -PassThru
}

# Without this a second import would find the cmdlets loaded already and export nothing.
$ExecutionContext.SessionState.Module.OnRemove = { Remove-Module -ModuleInfo $build -Force }
