using System.Net;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace YallaTake;

/// <summary>Issues certificates for servers of the tests. On Linux this process trusts it, and it alone.</summary>
internal static class TestAuthority
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UtcNow;
    private static readonly X509Certificate2 Root = CreateRoot();

    /// <summary>A certificate for a host, or for an address of this machine.</summary>
    public static X509Certificate2 Issue(string host, bool expired = false)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = Request(host, key);
        using var issued = request.Create(
            Root, Now.AddHours(-2), expired ? Now.AddHours(-1) : Now.AddDays(1), RandomNumberGenerator.GetBytes(8));
        using var whole = issued.CopyWithPrivateKey(key);

        // Windows serves only with keys that were loaded.
        return X509CertificateLoader.LoadPkcs12(whole.Export(X509ContentType.Pkcs12), null);
    }

    /// <summary>A certificate that nobody vouches for.</summary>
    public static X509Certificate2 SelfSigned(string host)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var whole = Request(host, key).CreateSelfSigned(Now.AddHours(-2), Now.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(whole.Export(X509ContentType.Pkcs12), null);
    }

    // Before the first TLS connection: the roots are read once.
    [ModuleInitializer]
    internal static void Trust()
    {
        if (!OperatingSystem.IsLinux())
            return;

        var file = Path.GetTempFileName();
        File.WriteAllText(file, Root.ExportCertificatePem());
        _ = SetVariable("SSL_CERT_FILE", file, overwrite: 1);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => File.Delete(file);
    }

    // The variables of .NET are a copy, which OpenSSL does not see.
    [DllImport("libc", EntryPoint = "setenv", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int SetVariable(string name, string value, int overwrite);

    private static X509Certificate2 CreateRoot()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Test authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(
            new X509BasicConstraintsExtension(
                certificateAuthority: true, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        return request.CreateSelfSigned(Now.AddDays(-1), Now.AddDays(2));
    }

    private static CertificateRequest Request(string host, ECDsa key)
    {
        var names = new SubjectAlternativeNameBuilder();
        if (IPAddress.TryParse(host, out var address))
            names.AddIpAddress(address);
        else
            names.AddDnsName(host);

        var request = new CertificateRequest("CN=" + host, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(names.Build());
        return request;
    }
}
