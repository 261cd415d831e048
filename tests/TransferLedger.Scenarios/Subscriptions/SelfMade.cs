using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace TransferLedger.Scenarios.Subscriptions;

/// <summary>Certificates that nobody trusts until they are told to.</summary>
internal static class SelfMade
{
    /// <summary>For one host, valid today.</summary>
    public static X509Certificate2 CertificateFor(string host)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={host}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host);
        request.CertificateExtensions.Add(names.Build());
        var now = DateTimeOffset.UtcNow;
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }
}
