# Runs the example for schedulers. The hosted engine has no Import-Csv; this one knows no quotes.
param($Path, $SpendLimit, $Uri)

function global:Import-Csv([string] $LiteralPath) {
    $head, $lines = [IO.File]::ReadAllLines($LiteralPath)
    $names = $head.Split(',')
    foreach ($line in $lines) {
        $cells = $line.Split(',')
        $row = [ordered]@{}
        for ($i = 0; $i -lt $names.Count; $i++) { $row[$names[$i]] = $cells[$i] }
        [pscustomobject] $row
    }
}

# As with -File, what the script does not catch ends the process with 1.
$ErrorActionPreference = 'Stop'
& "$PSScriptRoot/Invoke-OrderRun.ps1" @PSBoundParameters
exit $LASTEXITCODE
