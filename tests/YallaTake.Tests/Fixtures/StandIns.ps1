# The engine of the tests has only the commands of PowerShell's core; the examples use a few that come with its modules.
function global:Get-Secret([string] $Name) {
    $secret = [securestring]::new()
    'sandbox-key'.ToCharArray() | ForEach-Object { $secret.AppendChar($_) }
    if ($Name -like '*Role') { [pscredential]::new('orders', $secret) } else { $secret }
}

# The orders are those of docs/examples.
function global:Import-Csv([string] $Path) {
    $lines = [IO.File]::ReadAllLines("$($ExecutionContext.SessionState.Path.CurrentLocation)/docs/examples/$Path")
    $names = $lines[0].Split(',')
    foreach ($line in $lines[1..($lines.Count - 1)]) {
        $cells = $line.Split(',')
        $row = [ordered]@{}
        for ($i = 0; $i -lt $names.Count; $i++) { $row[$names[$i]] = $cells[$i] }
        [pscustomobject] $row
    }
}

function global:Export-Csv([string] $Path) { foreach ($item in $input) { $null = $item.ToString() } }

function global:ConvertTo-Json { foreach ($item in $input) { $item.ToString() } }

function global:Get-Date { [datetime]::Now }

function global:Sort-Object {
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseApprovedVerbs', '', Justification = 'It stands in for the cmdlet of this name.')]
    param([string] $Property)

    $items = [object[]] @($input)
    [Array]::Sort([object[]] @($items | ForEach-Object { $_.$Property }), $items)
    $items
}

function global:Select-Object([string[]] $Property, [int] $First) {
    $items = @($input)
    if ($First) { $items = @($items[0..($First - 1)]) }
    foreach ($item in $items) {
        if (-not $Property) { $item; continue }
        $row = [ordered]@{}
        foreach ($name in $Property) { $row[$name] = $item.$name }
        [pscustomobject] $row
    }
}

function global:Measure-Object([string] $Property, [switch] $Sum) {
    $total = [decimal] 0
    foreach ($item in $input) { $total += $item.$Property }
    [pscustomobject] @{ Sum = $total }
}

# The README builds the module; here it is built and imported.
function global:dotnet { }
