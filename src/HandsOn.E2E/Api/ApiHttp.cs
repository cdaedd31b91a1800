using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace HandsOn.E2E.Api;

/// <summary>Makes the <see cref="HttpClient"/> behind an <see cref="ApiClient"/>: TLS checked against the cluster's own CA, no proxy.</summary>
public static class ApiHttp
{
    /// <summary>Makes a client.</summary>
    /// <param name="server">The API server.</param>
    /// <param name="authority">The CA's certificate as PEM; without it the machine's own CAs are asked.</param>
    /// <param name="certificate">The client's certificate as PEM.</param>
    /// <param name="key">Its key as PEM.</param>
    /// <param name="token">A bearer token.</param>
    public static HttpClient Create(Uri server, byte[]? authority, byte[]? certificate = null, byte[]? key = null, string? token = null)
    {
        var http = new HttpClient(Handler(authority, certificate, key))
        {
            BaseAddress = server,
            Timeout = Timeout.InfiniteTimeSpan, // A watch lasts; every caller brings a token.
        };
        if (token is not null) http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        return http;
    }

    /// <summary>What sends its requests.</summary>
    internal static SocketsHttpHandler Handler(byte[]? authority, byte[]? certificate = null, byte[]? key = null)
    {
        var tls = new SslClientAuthenticationOptions();
        if (authority is not null)
        {
            var roots = new X509Certificate2Collection();
            roots.ImportFromPem(Encoding.UTF8.GetString(authority));
            tls.CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            tls.CertificateChainPolicy.CustomTrustStore.AddRange(roots);
        }
        if (certificate is not null && key is not null)
            tls.ClientCertificates = [X509Certificate2.CreateFromPem(Encoding.UTF8.GetString(certificate), Encoding.UTF8.GetString(key))];
        return new() { SslOptions = tls, UseProxy = false, UseCookies = false };
    }
}
