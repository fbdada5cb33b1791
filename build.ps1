<#
.SYNOPSIS
    Builds, tests, packages and publishes the module.

.DESCRIPTION
    The tasks run in the order given. Each builds on what an earlier one left in bin, en-US and output:

      Clean    removes what the other tasks made
      Build    compiles the module; Import-Module ./YallaTake.psd1 works from then on
      Help     writes the cmdlets' help with PlatyPS into output/help; Test compares it with what the build writes from the same pages
      Analyze  checks every script with PSScriptAnalyzer; any finding is an error
      Package  builds, and makes output/YallaTake/<version> and the .nupkg of the PowerShell Gallery
      Test     runs the Pester tests on the package, which is made first when there is none
      Publish  sends the package to the PowerShell Gallery

    Test, Help and Analyze need Pester, PlatyPS and PSScriptAnalyzer, which are fetched from the PowerShell Gallery into output/tools.
    Pester is taken from NuGet's packages when it is there or when the gallery cannot be reached; without their tool, Help and Analyze
    fail and say so.
    Runs on Windows PowerShell 5.1 and on PowerShell 7.4 and later. All but Test and Analyze need the .NET SDK.

    Test needs a process that has not loaded the module, so that it loads the package. Where there is no pwsh, the clone brings one:

      dotnet tool restore
      dotnet pwsh -Command ./build.ps1 -Task Package, Test

.PARAMETER Task
    What to do: one task, or several in their order.

.PARAMETER Configuration
    How to compile.

.PARAMETER Version
    The version of the package; the manifest's when not given.

.PARAMETER Prerelease
    The label of a version before its release, such as beta1; the manifest's when not given.

.PARAMETER ApiKey
    The key for the PowerShell Gallery; the environment's PSGALLERY_API_KEY when not given.

.EXAMPLE
    ./build.ps1

    Builds the module.

.EXAMPLE
    ./build.ps1 -Task Analyze, Package, Test

    Runs the checks that a pull request must pass.

.EXAMPLE
    ./build.ps1 -Task Package -Version 0.2.0 -Prerelease beta1

    Makes the package of a prerelease.
#>
[CmdletBinding()]
param(
    [ValidateSet('Clean', 'Build', 'Help', 'Analyze', 'Package', 'Test', 'Publish')]
    [string[]] $Task = 'Build',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Release',

    [version] $Version,

    [ValidatePattern('^[a-zA-Z0-9]*$')]
    [string] $Prerelease,

    [string] $ApiKey = $env:PSGALLERY_API_KEY
)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'

$root = $PSScriptRoot
$output = Join-Path $root 'output'
$project = Join-Path $root 'src/YallaTake'
$manifest = Import-PowerShellDataFile -LiteralPath (Join-Path $root 'YallaTake.psd1')
if (-not $Version) { $Version = $manifest.ModuleVersion }
if (-not $PSBoundParameters.ContainsKey('Prerelease')) { $Prerelease = $manifest.PrivateData.PSData.Prerelease }
$fullVersion = if ($Prerelease) { "$Version-$Prerelease" } else { "$Version" }
$package = Join-Path $output "YallaTake.$fullVersion.nupkg"

$versions = [xml] (Get-Content -LiteralPath (Join-Path $root 'Directory.Packages.props'))
$tools = @{
    # The same Pester that dotnet test runs.
    'Pester'                       = $versions.SelectSingleNode("//PackageVersion[@Include='Pester']").Version
    'Microsoft.PowerShell.PlatyPS' = '1.0.3'
    'PSScriptAnalyzer'             = '1.25.0'
}

function Invoke-DotNet {
    param([string[]] $Argument)

    & dotnet $Argument
    if ($LASTEXITCODE -ne 0) { throw "dotnet $($Argument[0]) failed. See its output above." }
}

# The manifest of a tool that was fetched before, or that NuGet has restored.
function Find-Tool {
    param([string] $Name)

    $packages = if ($env:NUGET_PACKAGES) { $env:NUGET_PACKAGES } else { Join-Path $HOME '.nuget/packages' }
    $version = $tools[$Name]
    $candidates = "$output/tools/$Name/$version/$Name.psd1", "$packages/$($Name.ToLowerInvariant())/$version/tools/$Name.psd1"
    $candidates | Where-Object { Test-Path -LiteralPath $_ } | Select-Object -First 1
}

function Save-Tool {
    param([string] $Name)

    $folder = Join-Path $output 'tools'
    $null = New-Item -Path $folder -ItemType Directory -Force
    if (Get-Command -Name Save-PSResource -ErrorAction Ignore) {
        Save-PSResource -Name $Name -Version $tools[$Name] -Repository PSGallery -Path $folder -TrustRepository
    }
    else {
        # Windows PowerShell as it comes offers the gallery neither TLS 1.2 nor the provider that Save-Module asks for.
        [Net.ServicePointManager]::SecurityProtocol = [Net.ServicePointManager]::SecurityProtocol -bor [Net.SecurityProtocolType]::Tls12
        $null = Install-PackageProvider -Name NuGet -MinimumVersion 2.8.5.201 -Scope CurrentUser -Force
        Save-Module -Name $Name -RequiredVersion $tools[$Name] -Repository PSGallery -Path $folder -Force
    }
}

function Import-Tool {
    param([string] $Name, [string] $For)

    if (-not (Find-Tool -Name $Name)) {
        try {
            Save-Tool -Name $Name
        }
        catch {
            if ($Name -ne 'Pester') {
                throw "The task $For needs $Name $($tools[$Name]), which could not be fetched from the PowerShell Gallery: $_"
            }
            Invoke-DotNet -Argument 'restore', (Join-Path $root 'tests/YallaTake.Pester.Tests')
        }
    }
    Import-Module -Name (Find-Tool -Name $Name) -Global -Force
}

function Clear-Folder {
    param([string[]] $Path)

    foreach ($folder in $Path | ForEach-Object { Join-Path $root $_ }) {
        if (Test-Path -LiteralPath $folder) { Remove-Item -LiteralPath $folder -Recurse -Force }
    }
}

function Build-Module {
    param([string] $CompileAheadFor)

    $properties = "-p:Version=$fullVersion", "-p:CompileAheadFor=$CompileAheadFor"
    Invoke-DotNet -Argument (@('build', $project, '--configuration', $Configuration) + $properties)
}

function Build-Help {
    Import-Tool -Name 'Microsoft.PowerShell.PlatyPS' -For 'Help'
    $pages = Get-ChildItem -Path (Join-Path $root 'docs/en-US/*-*.md')
    $null = Import-MarkdownCommandHelp -LiteralPath $pages.FullName | Export-MamlCommandHelp -OutputFolder (Join-Path $output 'help') -Force
}

function Test-Script {
    Import-Tool -Name 'PSScriptAnalyzer' -For 'Analyze'
    $findings = Get-ChildItem -Path $root -Include '*.ps1', '*.psm1', '*.psd1' -Recurse |
        Where-Object { $_.FullName.Substring($root.Length) -notmatch '[\\/](bin|obj|output)[\\/]' } |
        ForEach-Object { Invoke-ScriptAnalyzer -Path $_.FullName -Settings (Join-Path $root 'PSScriptAnalyzerSettings.psd1') }
    if ($findings) {
        $findings | Format-Table -Property ScriptName, Line, RuleName, Message -Wrap | Out-String | Write-Warning
        throw "PSScriptAnalyzer reports $(@($findings).Count) findings. Fix them, or suppress one where it stands and say why."
    }
}

function Build-Package {
    # Nothing that an earlier build left behind goes into the package.
    Clear-Folder -Path 'bin', 'en-US', 'output/YallaTake'
    # Only for platforms on which the tests have run with it.
    Build-Module -CompileAheadFor 'linux-x64'
    $folder = Join-Path $output "YallaTake/$Version"
    $null = New-Item -Path $folder -ItemType Directory -Force

    foreach ($item in 'bin', 'en-US', 'LICENSE', 'THIRD-PARTY-NOTICES.txt', 'README.md', 'CHANGELOG.md') {
        Copy-Item -LiteralPath (Join-Path $root $item) -Destination $folder -Recurse
    }
    # Only developers of the module need these.
    Get-ChildItem -Path (Join-Path $folder 'bin') -Recurse -File | Where-Object { $_.Extension -in '.pdb', '.xml' } | Remove-Item

    $text = [IO.File]::ReadAllText((Join-Path $root 'YallaTake.psd1'))
    $text = $text -replace "(?m)^(\s*ModuleVersion\s*=\s*)'.*'", "`$1'$Version'"
    $text = $text -replace "(?m)^(\s*Prerelease\s*=\s*)'.*'", "`$1'$Prerelease'"
    $packaged = Join-Path $folder 'YallaTake.psd1'
    [IO.File]::WriteAllText($packaged, $text)

    $nuspec = Join-Path $output 'YallaTake.nuspec'
    [IO.File]::WriteAllText($nuspec, (Format-NuSpec -Module (Test-ModuleManifest -Path $packaged)))
    # NuGet warns about a package that is not a library; the gallery's packages must be like that.
    $facts = @(
        "-p:NuspecFile=$nuspec"
        "-p:NuspecBasePath=$folder"
        '-p:IsPackable=true'
        '-p:NoPackageAnalysis=true'
        '-p:TreatWarningsAsErrors=false'
    )
    Invoke-DotNet -Argument (@('pack', $project, '--no-build', '--configuration', $Configuration, '--output', $output) + $facts)
}

function Format-NuSpec {
    param([Management.Automation.PSModuleInfo] $Module)

    # The gallery finds cmdlets by these tags.
    $tags = @('PSModule', 'PSIncludes_Cmdlet') + $Module.Tags
    $tags += $Module.ExportedCmdlets.Keys | Sort-Object | ForEach-Object { "PSCmdlet_$_"; "PSCommand_$_" }
    $facts = [ordered]@{
        id                       = $Module.Name
        version                  = $fullVersion
        authors                  = $Module.Author
        owners                   = $Module.CompanyName
        requireLicenseAcceptance = 'false'
        licenseUrl               = $Module.LicenseUri
        projectUrl               = $Module.ProjectUri
        iconUrl                  = $Module.IconUri
        description              = $Module.Description
        releaseNotes             = $Module.ReleaseNotes
        copyright                = $Module.Copyright
        tags                     = $tags -join ' '
    }
    $lines = foreach ($fact in $facts.GetEnumerator()) {
        "    <$($fact.Key)>$([Security.SecurityElement]::Escape($fact.Value))</$($fact.Key)>"
    }
    @"
<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://schemas.microsoft.com/packaging/2011/08/nuspec.xsd">
  <metadata>
$($lines -join "`n")
  </metadata>
  <files>
    <file src="**" />
  </files>
</package>
"@
}

function Test-Package {
    # A process loads the module's assemblies once, from wherever it was imported first.
    if ([AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { $_.GetName().Name -eq 'YallaTake' }) {
        throw 'This process has already loaded YallaTake, so it cannot test the package. Run the task in a new one: ' +
            'dotnet pwsh -Command ./build.ps1 -Task Test'
    }
    if (-not (Test-Path -LiteralPath $package)) { Build-Package }

    # What is tested is what people get: the file itself, unpacked.
    Clear-Folder -Path 'output/test'
    $folder = Join-Path $output 'test/YallaTake'
    Add-Type -AssemblyName System.IO.Compression.FileSystem
    [IO.Compression.ZipFile]::ExtractToDirectory($package, $folder)

    Import-Tool -Name 'Pester' -For 'Test'
    $files = Get-ChildItem -Path (Join-Path $root 'tests/Pester') -Filter '*.Tests.ps1'
    $settings = New-PesterConfiguration
    $data = @{ Module = Join-Path $folder 'YallaTake.psd1' }
    $settings.Run.Container = @($files | ForEach-Object { New-PesterContainer -Path $_.FullName -Data $data })
    $settings.Run.PassThru = $true
    $settings.Output.Verbosity = 'Detailed'
    $settings.TestResult.Enabled = $true
    $settings.TestResult.OutputPath = Join-Path $output 'TestResults.xml'
    $result = Invoke-Pester -Configuration $settings
    if ($result.Result -ne 'Passed') {
        throw "$($result.FailedCount) of $($result.TotalCount) tests failed, $($result.FailedBlocksCount) blocks and " +
            "$($result.FailedContainersCount) files could not run."
    }
}

function Publish-Package {
    if (-not $ApiKey) { throw 'To publish, give the key of the PowerShell Gallery with -ApiKey or in PSGALLERY_API_KEY.' }
    if (-not (Test-Path -LiteralPath $package)) { throw "$package does not exist. Make it with -Task Package and test it with -Task Test." }
    $gallery = 'https://www.powershellgallery.com/api/v2/package'
    Invoke-DotNet -Argument 'nuget', 'push', $package, '--source', $gallery, '--api-key', $ApiKey, '--no-symbols'
}

foreach ($name in $Task) {
    Write-Verbose "Task $name, version $fullVersion"
    switch ($name) {
        'Clean' { Clear-Folder -Path 'bin', 'en-US', 'output' }
        'Build' { Build-Module }
        'Help' { Build-Help }
        'Analyze' { Test-Script }
        'Package' { Build-Package }
        'Test' { Test-Package }
        'Publish' { Publish-Package }
    }
}
