using System.Security;

namespace YallaTake;

/// <summary>The API keys of the tests, none of them real.</summary>
internal static class Keys
{
    public const string Plain = "0f3b6c1d9a7e4b528c60d1e2f3a4b5c6";

    /// <summary>A key that JSON and form fields spell otherwise than it is.</summary>
    public const string Reserved = "k/ey+1&2=3%\"4";

    public static SecureString Secure(string key)
    {
        var secure = new SecureString();
        foreach (var letter in key)
            secure.AppendChar(letter);

        return secure;
    }
}
