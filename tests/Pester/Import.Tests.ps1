param([string] $Module = "$PSScriptRoot/../../YallaTake.psd1")

Describe 'Importing the module' {
    BeforeAll {
        Import-Module -Name $Module -Force
    }

    AfterAll {
        Remove-Module -Name YallaTake -ErrorAction Ignore
    }

    It 'has a valid manifest' {
        $manifest = Test-ModuleManifest -Path $Module

        $manifest.Name | Should -Be 'YallaTake'
        $manifest.LicenseUri, $manifest.ProjectUri, $manifest.IconUri, $manifest.ReleaseNotes | Should -Not -BeNullOrEmpty
    }

    It 'exports the cmdlets of its manifest and nothing else' {
        $promised = (Import-PowerShellDataFile -LiteralPath $Module).CmdletsToExport

        (Get-Module -Name YallaTake).ExportedCommands.Keys | Sort-Object | Should -Be ($promised | Sort-Object)
    }

    It 'connects to nothing and starts nothing' {
        Get-YtPanel | Should -BeNullOrEmpty
        Get-YtSandbox | Should -BeNullOrEmpty
    }

    It 'makes the types of its objects known by name' {
        'YallaTake.Service' -as [type] | Should -Not -BeNullOrEmpty
        'YallaTake.Order' -as [type] | Should -Not -BeNullOrEmpty
    }

    It 'runs what the package has compiled ahead for this platform' {
        $system = if ($IsMacOS) { 'osx' } elseif ($IsLinux) { 'linux' } else { 'win' }
        $processor = "$([Runtime.InteropServices.RuntimeInformation]::ProcessArchitecture)".ToLowerInvariant()
        $platform = "net$([Environment]::Version.Major).0-$system-$processor"
        $folder = Join-Path -Path (Split-Path -Path $Module) -ChildPath "bin/$platform"
        if (-not (Test-Path -LiteralPath $folder)) {
            Set-ItResult -Skipped -Because 'nothing is compiled ahead here'
        }

        Split-Path -Path ('YallaTake.Service' -as [type]).Assembly.Location | Should -Be ([IO.Path]::GetFullPath($folder))
    }

    It 'works after importing by force, and after removing and importing' {
        Import-Module -Name $Module -Force
        Connect-YtPanel -Sandbox
        (Get-YtBalance).Balance | Should -Be 1000

        Remove-Module -Name YallaTake
        Get-Command -Name Get-YtBalance -ErrorAction Ignore | Should -BeNullOrEmpty

        Import-Module -Name $Module
        Connect-YtPanel -Sandbox
        (Get-YtBalance).Balance | Should -Be 1000
    }

    It 'brings nothing but what a user needs' {
        $folder = Split-Path -Path $Module
        if (Test-Path -LiteralPath (Join-Path -Path $folder -ChildPath 'build.ps1')) {
            Set-ItResult -Skipped -Because 'this is the repository, not the package'
        }

        Get-ChildItem -Path $folder -Recurse -Include '*.pdb', '*.cs', '*.Tests.ps1' | Should -BeNullOrEmpty
        $needed = 'LICENSE', 'THIRD-PARTY-NOTICES.txt', 'README.md', 'CHANGELOG.md', 'en-US/YallaTake.dll-Help.xml'
        $needed | ForEach-Object { Join-Path -Path $folder -ChildPath $_ } | Should -Exist
    }
}
