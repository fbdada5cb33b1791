@{
    Severity = @('Error', 'Warning', 'Information')

    # All rules that are on by default, and these.
    Rules    = @{
        PSAlignAssignmentStatement                = @{ Enable = $true; CheckHashtable = $true }
        PSAvoidExclaimOperator                    = @{ Enable = $true }
        PSAvoidLongLines                          = @{ Enable = $true; MaximumLineLength = 140 }
        PSAvoidSemicolonsAsLineTerminators        = @{ Enable = $true }
        PSAvoidUsingDoubleQuotesForConstantString = @{ Enable = $true }
        PSPlaceCloseBrace                         = @{
            Enable             = $true
            NewLineAfter       = $true
            IgnoreOneLineBlock = $true
            NoEmptyLineBefore  = $true
        }
        PSPlaceOpenBrace                          = @{
            Enable             = $true
            OnSameLine         = $true
            NewLineAfter       = $true
            IgnoreOneLineBlock = $true
        }
        PSUseConsistentIndentation                = @{
            Enable              = $true
            Kind                = 'space'
            IndentationSize     = 4
            PipelineIndentation = 'IncreaseIndentationForFirstPipeline'
        }
        PSUseConsistentWhitespace                 = @{
            Enable                                  = $true
            CheckParameter                          = $true
            IgnoreAssignmentOperatorInsideHashTable = $true
        }
        PSUseCorrectCasing                        = @{ Enable = $true }
        # What a test file is given is used in its blocks.
        PSReviewUnusedParameter                   = @{
            CommandsToTraverse = @('BeforeDiscovery', 'BeforeAll', 'Describe', 'It', 'ForEach-Object')
        }
        # Every script runs on Windows PowerShell too.
        PSUseCompatibleSyntax                     = @{ Enable = $true; TargetVersions = @('5.1', '7.4') }
    }
}
