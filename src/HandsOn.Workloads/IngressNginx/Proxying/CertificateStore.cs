using System.Collections.Concurrent;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Workloads.IngressNginx.Proxying;

/// <summary>Certificates from Secrets, each read once, and the self-signed one for hosts that have none.</summary>
internal sealed class CertificateStore(ClusterView view, ControllerOptions options)
{
    private readonly ConcurrentDictionary<(string Uid, string Version), X509Certificate2?> read = [];
    private readonly Lazy<X509Certificate2> fake = new(SelfSigned);

    /// <summary>The certificate of a Secret; null where there is none, or it is no certificate.</summary>
    public X509Certificate2? Find(string @namespace, string name) => view.Secrets.Find(@namespace, name) is { } secret
        ? read.GetOrAdd((secret.Uid, secret.ResourceVersion), _ => Read(secret)) : null;

    /// <summary>The certificate for hosts that have none of their own.</summary>
    public X509Certificate2 Default => (options.DefaultCertificate is var (ns, name) ? Find(ns, name) : null) ?? fake.Value;

    /// <summary>Makes a TLS stream of an accepted connection.</summary>
    public static async ValueTask<Stream> SecureAsync(Stream stream, Func<string, X509Certificate2> select, CancellationToken cancellation)
    {
        var secured = new SslStream(stream, leaveInnerStreamOpen: true);
        await secured.AuthenticateAsServerAsync(new SslServerAuthenticationOptions
        {
            ServerCertificateSelectionCallback = (_, host) => select((host ?? "").ToLowerInvariant()),
        }, cancellation).ConfigureAwait(false);
        return secured;
    }

    /// <summary>A certificate with its key; null where the texts are none.</summary>
    public static X509Certificate2? FromPem(string certificate, string key)
    {
        try
        {
            return X509Certificate2.CreateFromPem(certificate, key);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static X509Certificate2? Read(KubeObject secret) => FromPem(Text(secret.Root, "tls.crt"), Text(secret.Root, "tls.key"));

    private static string Text(JsonMap secret, string key) => Encoding.ASCII.GetString(Convert.FromBase64String(secret.String("data", key) ?? ""));

    private static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("O=Acme Co, CN=Kubernetes Ingress Controller Fake Certificate", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("ingress.local");
        request.CertificateExtensions.Add(names.Build());
        var from = TimeProvider.System.GetUtcNow() - TimeSpan.FromHours(1);
        return request.CreateSelfSigned(from, from.AddYears(1));
    }
}
