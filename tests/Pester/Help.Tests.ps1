param([string] $Module = "$PSScriptRoot/../../YallaTake.psd1")

BeforeAll {
    $root = Resolve-Path -Path "$PSScriptRoot/../.."
    $names = "$root/output/tools/Microsoft.PowerShell.PlatyPS", 'Microsoft.PowerShell.PlatyPS'
    $platyPS = Get-Module -ListAvailable -Name $names -ErrorAction Ignore | Select-Object -First 1

    Import-Module -Name $Module -Force
    $common = [Management.Automation.Cmdlet]::CommonParameters + [Management.Automation.Cmdlet]::OptionalCommonParameters

    $namespaces = @{
        maml    = 'http://schemas.microsoft.com/maml/2004/10'
        command = 'http://schemas.microsoft.com/maml/dev/command/2004/10'
        dev     = 'http://schemas.microsoft.com/maml/dev/2004/10'
    }

    function Select-Node {
        param($Node, [string] $Path)

        Select-Xml -Xml $Node -XPath $Path -Namespace $namespaces | ForEach-Object { $_.Node }
    }

    # The words alone: PlatyPS leaves the marks of Markdown in its text.
    function Format-Word {
        param([string[]] $Text)

        [regex]::Matches((($Text -join "`n`n") -replace '```\w*' -replace '\]\([^)]*\)'), '\w+').Value -join ' '
    }

    function Get-Word {
        param($Node, [string] $Path)

        Format-Word -Text (Select-Node -Node $Node -Path "($Path)//text()").Value
    }

    function Format-Parameter {
        param($Node)

        $name = Get-Word -Node $Node -Path 'maml:name'
        $value = (Select-Node -Node $Node -Path 'command:parameterValue').InnerText
        $accepted = (Select-Node -Node $Node -Path 'command:parameterValueGroup/command:parameterValue').InnerText
        "-$name <$value> {$accepted} required $($Node.required) position $($Node.position)".ToLowerInvariant()
    }

    # PlatyPS has code and words of an example in one text.
    function Format-Example {
        param($Node)

        $title = Get-Word -Node $Node -Path 'maml:title'
        $text = (Select-Node -Node $Node -Path 'maml:introduction//text() | dev:remarks//text()').Value -join "`n`n"
        $code = (Select-Node -Node $Node -Path 'dev:code').InnerText
        if (-not $code) {
            $code = [regex]::Match($text, '(?s)```powershell\n(.*?)\n```').Value
            $text = $text.Replace($code, '')
        }
        "example $title, code $(Format-Word -Text $code), words $(Format-Word -Text $text)"
    }

    # What the help of a file says, a line for each fact of each command.
    function Get-HelpFact {
        param([string] $Path)

        $help = [xml] (Get-Content -LiteralPath $Path -Raw -Encoding utf8)
        foreach ($node in Select-Node -Node $help -Path '//command:command') {
            $facts = @(
                "verb $(Get-Word -Node $node -Path 'command:details/command:verb')"
                "noun $(Get-Word -Node $node -Path 'command:details/command:noun')"
                "synopsis $(Get-Word -Node $node -Path 'command:details/maml:description')"
                "description $(Get-Word -Node $node -Path 'maml:description')"
                foreach ($syntax in Select-Node -Node $node -Path 'command:syntax/command:syntaxItem') {
                    "syntax $(Select-Node -Node $syntax -Path 'command:parameter' | ForEach-Object { Format-Parameter -Node $_ })"
                }
                foreach ($parameter in Select-Node -Node $node -Path 'command:parameters/command:parameter') {
                    $type = (Select-Node -Node $parameter -Path 'dev:type/maml:name').InnerText
                    $attributes = "globbing $($parameter.globbing) pipeline $($parameter.pipelineInput) aliases $($parameter.aliases)"
                    "parameter $(Format-Parameter -Node $parameter) type $type $attributes"
                    "parameter $(Get-Word -Node $parameter -Path 'maml:name | maml:description')"
                }
                foreach ($value in Select-Node -Node $node -Path 'command:inputTypes/* | command:returnValues/*') {
                    "$($value.LocalName) $(Get-Word -Node $value -Path 'dev:type/maml:name | maml:description')"
                }
                "notes $(Get-Word -Node $node -Path 'maml:alertSet')"
                Select-Node -Node $node -Path 'command:examples/command:example' | ForEach-Object { Format-Example -Node $_ }
                "links $(Get-Word -Node $node -Path 'command:relatedLinks/maml:navigationLink/maml:linkText')"
                "online $((Select-Node -Node $node -Path '(command:relatedLinks/maml:navigationLink/maml:uri)[1]').InnerText)"
            )
            $name = (Select-Node -Node $node -Path 'command:details/command:name').InnerText
            $facts | ForEach-Object { "${name}: $_" }
        }
    }
}

AfterAll {
    Remove-Module -Name YallaTake
}

Describe 'Get-Help <_>' -ForEach (Import-PowerShellDataFile -LiteralPath $Module).CmdletsToExport {
    BeforeAll {
        $help = Get-Help -Name $_ -Full
    }

    It 'says what the cmdlet and each parameter do' {
        $help.Synopsis | Should -Not -Match "^\s*($_|$)"
        $shown = (Get-Command -Name $_).Parameters.Values |
            Where-Object { $_.Name -notin $common -and $_.Attributes.DontShow -notcontains $true }
        foreach ($name in $shown.Name) {
            $text = $help.parameters.parameter | Where-Object { $_.name -eq $name } | ForEach-Object { $_.description.Text }
            "$text".Trim() | Should -Not -BeNullOrEmpty -Because "the help must say what -$name does"
        }
    }

    It 'shows three examples or more' {
        @($help.examples.example).Count | Should -BeGreaterOrEqual 3
    }
}

Describe 'The help' {
    It 'says what PlatyPS makes of the same pages' {
        if (-not $platyPS) { Set-ItResult -Skipped -Because 'PlatyPS is not on this computer. ./build.ps1 -Task Help fetches it.' }
        Import-Module -Name $platyPS.Path
        $pages = Get-ChildItem -Path "$root/docs/en-US/*-*.md"
        $made = Import-MarkdownCommandHelp -LiteralPath $pages.FullName | Export-MamlCommandHelp -OutputFolder "$TestDrive/help" -Force

        $expected = Get-HelpFact -Path $made.FullName
        $actual = Get-HelpFact -Path (Join-Path (Split-Path -Path $Module) 'en-US/YallaTake.dll-Help.xml')

        @($expected -match ': verb ').Count | Should -Be $pages.Count
        $differences = Compare-Object -ReferenceObject $expected -DifferenceObject $actual
        $differences | ForEach-Object { "$($_.SideIndicator) $($_.InputObject)" } | Should -BeNullOrEmpty
    }
}
