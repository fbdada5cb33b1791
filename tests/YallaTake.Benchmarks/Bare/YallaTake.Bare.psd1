# What Import-Module YallaTake is measured against: one cmdlet and one view.
@{
    RootModule        = 'YallaTake.Bare.dll'
    ModuleVersion     = '1.0'
    GUID              = '9c1f1c42-5a0e-4d52-8a37-50f0d3f0c1d8'
    FormatsToProcess  = @('YallaTake.Bare.Format.ps1xml')
    CmdletsToExport   = @('Get-BareService')
    FunctionsToExport = @()
    AliasesToExport   = @()
    VariablesToExport = @()
}
