using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using HandsOn.E2E.Clusters;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Yaml;

namespace HandsOn.E2E.RealClusters.Kubeconfigs.Contexts;

/// <summary>One context of the user's kubeconfig.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Cluster">The entry of its cluster.</param>
/// <param name="User">The entry of its user.</param>
/// <param name="UserName">The name of its user.</param>
internal sealed record KubeconfigContext(string Name, JsonMap Cluster, JsonMap User, string UserName)
{
    // What the hands-on's text calls its cluster.
    private static readonly string[] Names = ["docker-desktop", "docker-for-desktop"];

    /// <summary>
    /// A kubeconfig that has this context alone, under the names that the text uses. It is used with another home than the user's, and without
    /// variables that name proxies, so that it says both itself.
    /// </summary>
    /// <param name="namespace">The namespace that counts where none is named.</param>
    /// <param name="environment">Reads an environment variable.</param>
    public string ToText(string @namespace, Func<string, string?> environment)
    {
        var context = JsonMap.Of(("cluster", "shared"), ("user", "shared"), ("namespace", @namespace));
        return YamlText.Write(JsonMap.Of(
            ("apiVersion", "v1"), ("kind", "Config"), ("current-context", Names[0]),
            ("clusters", JsonList.Of(JsonMap.Of(("name", "shared"), ("cluster", Cluster.WithOrWithout("proxy-url", Proxy(environment)))))),
            ("users", JsonList.Of(JsonMap.Of(("name", "shared"), ("user", WithHome(environment))))),
            ("contexts", JsonList.From(Names.Select(name => JsonMap.Of(("name", name), ("context", context)))))));
    }

    /// <summary>Says that the user's certificate is over, where it is.</summary>
    /// <exception cref="ClusterException">It is, or cannot be read.</exception>
    public void DemandValidCertificate(TimeProvider time)
    {
        try
        {
            if (Pem() is not { } pem) return;
            using var certificate = X509Certificate2.CreateFromPem(pem);
            var end = new DateTimeOffset(certificate.NotAfter).ToUniversalTime();
            if (end < time.GetUtcNow()) throw new ClusterException(string.Create(CultureInfo.InvariantCulture, $"the certificate of user {UserName} (context {Name}) expired on {end:yyyy-MM-dd HH:mm} UTC"));
        }
        catch (Exception wrong) when (wrong is CryptographicException or FormatException or IOException or UnauthorizedAccessException)
        {
            throw new ClusterException($"the certificate of user {UserName} (context {Name}) cannot be read: {wrong.Message.TrimEnd('.')}", wrong);
        }
    }

    private string? Pem() => User.String("client-certificate-data") is { Length: > 0 } inline ? Encoding.UTF8.GetString(Convert.FromBase64String(inline))
        : User.String("client-certificate") is { Length: > 0 } file ? File.ReadAllText(file) : null;

    // As Go's clients read it: never for this machine itself, and NO_PROXY has the last word (net/http, ProxyFromEnvironment).
    private string? Proxy(Func<string, string?> environment)
    {
        if (Cluster.String("proxy-url") is { Length: > 0 } own) return own;
        if (!Uri.TryCreate(Cluster.String("server"), UriKind.Absolute, out var server) || server.IsLoopback) return null;
        var name = server.Scheme == Uri.UriSchemeHttps ? "HTTPS_PROXY" : "HTTP_PROXY";
        var proxy = environment(name) ?? environment(name.ToLowerInvariant());
        var bypassed = (environment("NO_PROXY") ?? environment("no_proxy") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return string.IsNullOrEmpty(proxy) || bypassed.Any(b => b == "*" || server.Host == b.TrimStart('.') || server.Host.EndsWith("." + b.TrimStart('.'), StringComparison.OrdinalIgnoreCase)) ? null : proxy;
    }

    // A plug-in that issues credentials finds its own settings in the user's home.
    private JsonMap WithHome(Func<string, string?> environment)
    {
        if (User["exec"] is not JsonMap exec) return User;
        var set = exec.List("env").Maps().Select(e => e.String("name")).ToHashSet();
        var homes = new[] { "HOME", "USERPROFILE" }.Where(n => !set.Contains(n) && environment(n) is { Length: > 0 }).Select(n => JsonMap.Of(("name", n), ("value", environment(n))));
        return User.With("exec", exec.With("env", JsonList.From(exec.List("env").Concat(homes))));
    }
}
