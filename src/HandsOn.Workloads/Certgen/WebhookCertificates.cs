using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace HandsOn.Workloads.Certgen;

/// <summary>A certificate authority of its own and one server certificate, as PEM.</summary>
internal sealed record WebhookCertificates(string Authority, string Certificate, string Key)
{
    private const string ServerUse = "1.3.6.1.5.5.7.3.1";
    private const int Years = 100;

    /// <summary>Valid by the real clock, since TLS clients judge it by theirs.</summary>
    public static WebhookCertificates Create(IEnumerable<string> hosts)
    {
        var from = TimeProvider.System.GetUtcNow() - TimeSpan.FromHours(1);
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var authorityRequest = new CertificateRequest("O=nil1", authorityKey, HashAlgorithmName.SHA256);
        authorityRequest.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        authorityRequest.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.DigitalSignature, true));
        using var authority = authorityRequest.CreateSelfSigned(from, from.AddYears(Years));
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("O=nil2", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        foreach (var host in hosts) names.AddDnsName(host);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(ServerUse)], false));
        using var certificate = request.Create(authority, from, authority.NotAfter, RandomNumberGenerator.GetBytes(16));
        return new(authority.ExportCertificatePem(), certificate.ExportCertificatePem(), key.ExportECPrivateKeyPem());
    }
}
