using YallaTake.Client.Requests;

namespace YallaTake.Ledger.Entries;

/// <summary>By what a ledger knows an account again: its panel's address, its key, and its name where it has one.</summary>
/// <param name="Address">The panel's address, spelled one way: see <see cref="PanelAddress"/>.</param>
/// <param name="Name">What the user calls it; null for no name.</param>
/// <param name="Fingerprint">A slow hash of key and address with a salt.</param>
/// <param name="EarlierFingerprint">The same by the rule of version 0.1.0.</param>
internal sealed record AccountKey(string Address, string? Name, Func<byte[], string> Fingerprint, Func<byte[], string> EarlierFingerprint);
