[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseDeclaredVarsMoreThanAssignments', '', Justification = 'The tests use what the blocks before them set.')]
param([string] $Module = "$PSScriptRoot/../../YallaTake.psd1")

BeforeDiscovery {
    $cmdlets = (Import-PowerShellDataFile -LiteralPath $Module).CmdletsToExport | ForEach-Object { @{ Name = $_ } }
}

BeforeAll {
    Import-Module -Name $Module -Force
}

AfterAll {
    Remove-Module -Name YallaTake
}

Describe '<Name>' -ForEach $cmdlets {
    BeforeAll {
        $cmdlet = Get-Command -Name $Name -Module YallaTake
        $common = [Management.Automation.Cmdlet]::CommonParameters + [Management.Automation.Cmdlet]::OptionalCommonParameters
        $parameters = @($cmdlet.Parameters.Values | Where-Object { $_.Name -notin $common -and -not $_.Attributes.Where{ $_ -is [Parameter] -and $_.DontShow } })
        $help = Get-Help -Name $Name -Full
    }

    It 'has an approved verb' {
        (Get-Verb).Verb | Should -Contain $cmdlet.Verb
    }

    It 'has a singular noun with the prefix of the module' {
        $cmdlet.Noun | Should -CMatch '^Yt[A-Z][A-Za-z]+$'
        $cmdlet.Noun | Should -Not -Match '(?<!Statu)s$'
    }

    It 'says what it emits' {
        if ($cmdlet.Verb -in 'Disconnect', 'Stop' -and $cmdlet.Noun -ne 'YtOrder') {
            $cmdlet.OutputType | Should -BeNullOrEmpty
        }
        else {
            $cmdlet.OutputType | Should -Not -BeNullOrEmpty
        }
    }

    It 'can be asked what it would change' {
        $changes = $Name -in 'New-YtOrder', 'Stop-YtOrder', 'Invoke-YtRefill', 'Resolve-YtOrder', 'Copy-YtLedger', 'Start-YtSandbox', 'Stop-YtSandbox'

        $cmdlet.Parameters.ContainsKey('WhatIf') | Should -Be $changes
        $cmdlet.Parameters.ContainsKey('Confirm') | Should -Be $changes
    }

    It 'names its parameters in PascalCase, and as other cmdlets do' {
        foreach ($parameter in $parameters) {
            $parameter.Name | Should -CMatch '^[A-Z][A-Za-z]+$'
            $parameter.Name | Should -Not -BeIn 'Timeout', 'Url', 'Address', 'Retries', 'RetryCount', 'Parallel', 'Concurrency', 'Credentials', 'File', 'FilePath', 'DryRun', 'Silent', 'MaxRate'
        }
    }

    It 'has lists under a singular name, or under a plural with the singular beside it' {
        foreach ($parameter in $parameters | Where-Object { $_.ParameterType.IsArray -and $_.Name -match '(?<!Statu)s$' }) {
            $singular = $parameter.Name.Substring(0, $parameter.Name.Length - 1)
            @($parameter.Aliases) + $parameters.Name | Should -Contain $singular
        }
    }

    It 'takes from the pipeline what stands in the first place' {
        # But not a secret, nor the file of what is done once.
        foreach ($parameter in $parameters | Where-Object { $_.Name -notin 'Path', 'ApiKey' }) {
            foreach ($set in $parameter.ParameterSets.Values | Where-Object { $_.Position -eq 0 }) {
                $set.ValueFromPipeline -or $set.ValueFromPipelineByPropertyName | Should -BeTrue -Because "-$($parameter.Name) comes first"
            }
        }
    }

    It 'takes ids and panels from the properties of what is piped' {
        # But a filter is not a thing that is piped, nor is what is settled by hand.
        foreach ($parameter in $parameters | Where-Object { $_.Name -in 'OrderId', 'RefillId', 'ServiceId', 'Reference', 'Panel' -and $Name -notin 'Disconnect-YtPanel', 'Get-YtOrder', 'Resolve-YtOrder' }) {
            $parameter.ParameterSets.Values.ValueFromPipelineByPropertyName | Should -Contain $true -Because "-$($parameter.Name) is in the objects"
        }
    }

    It 'has switches, not booleans' {
        $parameters.ParameterType | Should -Not -Contain ([bool])
    }

    It 'keeps secrets in types that do not show them' {
        foreach ($parameter in $parameters | Where-Object { $_.Name -like '*Credential' }) {
            $parameter.ParameterType | Should -Be ([pscredential])
        }
    }

    It 'can be given the panel' {
        if ($cmdlet.Noun -notin 'YtPanel', 'YtSandbox') {
            $parameters.Name | Should -Contain 'Panel'
        }
    }

    It 'has help for itself and for each parameter' {
        $help.Synopsis.Trim() | Should -Not -BeNullOrEmpty
        $help.Synopsis | Should -Not -Match "^\s*$Name"
        foreach ($parameter in $parameters) {
            $text = $help.parameters.parameter | Where-Object { $_.name -eq $parameter.Name } | ForEach-Object { $_.description.Text }
            "$text".Trim() | Should -Not -BeNullOrEmpty -Because "the help of $Name must tell what -$($parameter.Name) does"
        }
    }

    It 'has three examples or more' {
        @($help.examples.example).Count | Should -BeGreaterOrEqual 3
    }
}
