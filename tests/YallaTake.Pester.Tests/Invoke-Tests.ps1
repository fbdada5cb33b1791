<#
.SYNOPSIS
    Runs the Pester tests of a folder and writes the result of each into a JSON file.

.PARAMETER Pester
    The manifest of Pester.

.PARAMETER Path
    The folder of the tests.

.PARAMETER Module
    The manifest of the module under test.

.PARAMETER Results
    The file to write.
#>
param(
    [Parameter(Mandatory)]
    [string] $Pester,

    [Parameter(Mandatory)]
    [string] $Path,

    [Parameter(Mandatory)]
    [string] $Module,

    [Parameter(Mandatory)]
    [string] $Results
)

$ErrorActionPreference = 'Stop'
Import-Module -Name $Pester

$files = Get-ChildItem -LiteralPath $Path -Filter '*.Tests.ps1'
$settings = New-PesterConfiguration
$settings.Run.Container = @($files | ForEach-Object { New-PesterContainer -Path $_.FullName -Data @{ Module = $Module } })
$settings.Run.PassThru = $true
$settings.Output.Verbosity = 'None'
$run = Invoke-Pester -Configuration $settings

function Format-Result {
    param([string] $Name, [string] $Result, $Problem)

    $lines = @(foreach ($record in $Problem) { $record.DisplayErrorMessage; $record.DisplayStackTrace })
    if ($Result -eq 'Failed' -and -not $lines) { $lines = 'It did not run, because its block or its file failed.' }
    [ordered]@{ Name = $Name; Result = $Result; Message = ($lines -join "`n").Trim() }
}

$outcome = @(
    foreach ($test in $run.Tests) {
        Format-Result -Name "$($test.Block.ExpandedPath) $($test.ExpandedName)" -Result $test.Result -Problem $test.ErrorRecord
    }
    # What failed outside of a test: the discovery of a file, a BeforeAll, an AfterAll.
    foreach ($file in $run.FailedContainers) { Format-Result -Name $file.Item.Name -Result 'Failed' -Problem $file.ErrorRecord }
    foreach ($block in $run.FailedBlocks) { Format-Result -Name $block.ExpandedPath -Result 'Failed' -Problem $block.ErrorRecord }
)
ConvertTo-Json -InputObject $outcome | Set-Content -LiteralPath $Results
