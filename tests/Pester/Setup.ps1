<#
.SYNOPSIS
    What every file of tests begins with: the module, and a panel to work with.

.DESCRIPTION
    The sandbox's catalogue has one service of each type; the tests name them by their ids.

.PARAMETER Module
    The manifest of the module under test.

.PARAMETER Options
    Further parameters for Start-YtSandbox.
#>
[Diagnostics.CodeAnalysis.SuppressMessageAttribute(
    'PSUseDeclaredVarsMoreThanAssignments', '', Justification = 'The tests that run this file use them.')]
param(
    [string] $Module,

    [hashtable] $Options = @{}
)

Import-Module -Name $Module -Force

$catalogue = Join-Path -Path $PSScriptRoot -ChildPath '../YallaTake.Testing/Fixtures/catalogue.json'
$link = 'https://example.com/p/1'
$sandbox = Start-YtSandbox -Catalogue $catalogue @Options
$sandbox | Connect-YtPanel -Name test -MaximumRetryCount 0

# What truly happened in the sandbox, by its own account.
function Get-SandboxState {
    Invoke-RestMethod -Uri ([uri]::new($sandbox.Uri, '/sandbox/state'))
}

# The first word of an error's id: the part that does not change.
function Get-ErrorId {
    param($ErrorRecord)

    $ErrorRecord.FullyQualifiedErrorId.Split(',')[0]
}
