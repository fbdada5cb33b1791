namespace YallaTake.Client.Requests;

/// <summary>The API's names of its six actions and the refill's status.</summary>
internal static class PanelAction
{
    public const string Services = "services";
    public const string Balance = "balance";
    public const string Add = "add";
    public const string Status = "status";
    public const string Refill = "refill";
    public const string RefillStatus = "refill_status";
    public const string Cancel = "cancel";
}
