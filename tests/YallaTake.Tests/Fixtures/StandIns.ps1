# SecretManagement is not part of PowerShell.
function global:Get-Secret([string] $Name) {
    $secret = ConvertTo-SecureString sandbox-key -AsPlainText -Force
    if ($Name -like '*Role') { [pscredential]::new('orders', $secret) } else { $secret }
}

# The README builds the module in its repository, where it is already built.
function global:dotnet { Set-Location (Split-Path $Module) }
