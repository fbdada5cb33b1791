# Settles unknown orders by a file of lines: a reference, and the order id if the panel has it.
param($Path)

Connect-YtPanel -SkipVerification
foreach ($line in [IO.File]::ReadAllLines($Path)) {
    $reference, $id = $line.Split(' ')
    $outcome = if ($id) { @{ OrderId = $id } } else { @{ NotPlaced = $true } }
    $null = Resolve-YtOrder $reference @outcome -Confirm:$false -ErrorAction Stop
}
