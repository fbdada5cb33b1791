namespace YallaTake.Client.Values;

/// <summary>The name of an address's host.</summary>
internal static class HostName
{
    /// <summary>As the network has it; null where no name in the network can be like that, which .NET says only when it is asked.</summary>
    public static string? Of(Uri uri)
    {
        try
        {
            return uri.IdnHost;
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException)
        {
            return null;
        }
    }
}
