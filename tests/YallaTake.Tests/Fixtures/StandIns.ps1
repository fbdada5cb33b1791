# SecretManagement is not part of PowerShell, and the gallery is not asked.
function global:Install-PSResource { }
function global:Register-SecretVault { }
function global:Set-SecretStoreConfiguration { }
function global:Set-Secret { }
function global:Get-Secret([string] $Name, [string] $Vault) {
    $secret = ConvertTo-SecureString sandbox-key -AsPlainText -Force
    if ($Name -like '*Role') { [pscredential]::new('orders', $secret) } else { $secret }
}

# The README builds the module in its repository, where it is already built.
function global:dotnet { Set-Location (Split-Path $Module) }
