@{
    RootModule             = 'bin/YallaTake.psm1'
    ModuleVersion          = '0.1.0'
    GUID                   = '6f0d6b4e-6f0b-4c0e-9d2f-3b8a5d1c7e42'
    Author                 = 'YallaTake contributors'
    CompanyName            = 'YallaTake'
    Copyright              = '(c) YallaTake contributors. MIT licence.'
    Description            = 'A client for social-media panels (SMM panels, API v2): typed objects, orders bought once, and a sandbox.'
    PowerShellVersion      = '5.1'
    CompatiblePSEditions   = @('Core', 'Desktop')
    DotNetFrameworkVersion = '4.7.2'
    FormatsToProcess       = @('bin/YallaTake.Format.ps1xml')
    FunctionsToExport      = @()
    AliasesToExport        = @()
    VariablesToExport      = @()
    CmdletsToExport        = @(
        'Compare-YtService'
        'Connect-YtPanel'
        'Copy-YtLedger'
        'Disconnect-YtPanel'
        'Export-YtReport'
        'Find-YtOrder'
        'Get-YtBalance'
        'Get-YtOrder'
        'Get-YtOrderStatus'
        'Get-YtPanel'
        'Get-YtRefillStatus'
        'Get-YtSandbox'
        'Get-YtService'
        'Get-YtServiceChange'
        'Import-YtOrder'
        'Invoke-YtPanel'
        'Invoke-YtRefill'
        'Measure-YtOrder'
        'Measure-YtService'
        'New-YtOrder'
        'Register-YtPanel'
        'Resolve-YtOrder'
        'Start-YtSandbox'
        'Stop-YtOrder'
        'Stop-YtSandbox'
        'Unregister-YtPanel'
        'Wait-YtOrder'
        'Wait-YtRefill'
    )
    PrivateData            = @{
        PSData = @{
            Tags         = @(
                'SMM', 'SocialMedia', 'Reseller', 'Panel', 'API', 'PSEdition_Core', 'PSEdition_Desktop', 'Windows', 'Linux', 'MacOS'
            )
            LicenseUri   = 'https://github.com/yallatake/YallaTake/blob/main/LICENSE'
            ProjectUri   = 'https://github.com/yallatake/YallaTake'
            IconUri      = 'https://raw.githubusercontent.com/yallatake/YallaTake/main/docs/icon.png'
            ReleaseNotes = 'https://github.com/yallatake/YallaTake/blob/main/CHANGELOG.md'
            Prerelease   = ''
        }
    }
}
