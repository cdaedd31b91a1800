using System.Net;
using System.Security.Cryptography.X509Certificates;
using HandsOn.E2E.Clusters;
using HandsOn.E2E.RealClusters.Retries;
using k8s;
using k8s.Exceptions;
using k8s.KubeConfigModels;

namespace HandsOn.E2E.RealClusters.Kubeconfigs.Contexts;

/// <summary>Reaches clusters by KubernetesClient, which knows the ways in which kubeconfigs say who asks: certificates, tokens, passwords, plug-ins that issue tokens.</summary>
internal static class ClientConnector
{
    private static readonly TimeSpan ConnectTime = TimeSpan.FromSeconds(15);

    /// <summary>Opens the way to the cluster that a kubeconfig's current context names, with the TLS, proxy and credentials that it says; nothing is asked of the server yet.</summary>
    /// <param name="kubeconfig">The kubeconfig's text; files that it names are named by their full paths.</param>
    /// <param name="faults">Retries requests that a transient fault ended.</param>
    /// <exception cref="ClusterException">It cannot be read, or lacks what is needed: one sentence.</exception>
    public static KubeconfigConnection Connect(string kubeconfig, TransientFaults faults)
    {
        try
        {
            var read = KubernetesYaml.Deserialize<K8SConfiguration>(kubeconfig);
            var settings = UserSettings.Read(kubeconfig);
            foreach (var user in read.Users) Prepare(user.UserCredentials, settings);
            var config = KubernetesClientConfiguration.BuildConfigFromConfigObject(read);
            var nobody = new KubernetesClientConfiguration { Host = config.Host, SslCaCerts = config.SslCaCerts, SkipTlsVerify = config.SkipTlsVerify };
            return new(
                new Uri(config.Host),
                new RetryingHandler(faults, new ClientHandler(Reach(config, settings), k8s.Kubernetes.CreateCredentials(config), settings)),
                new RetryingHandler(faults, new ClientHandler(Reach(nobody, settings), null, settings.OfNobody)));
        }
        catch (Exception wrong) when (wrong is KubeConfigException or YamlDotNet.Core.YamlException or System.Security.Cryptography.CryptographicException or IOException or FormatException)
        {
            throw new ClusterException($"the credentials of the context cannot be had: {Clause(wrong.Message)}", wrong);
        }
    }

    /// <summary>What a plug-in or a file says went wrong, as part of a sentence; KubernetesClient adds its own stack to it.</summary>
    internal static string Clause(string message) => message.ReplaceLineEndings("\n").Split("\n   at ")[0].ReplaceLineEndings(" ").Replace(typeof(KubeConfigException).FullName + ": ", "", StringComparison.Ordinal).Trim().TrimEnd('.');

    private static void Prepare(UserCredentials? user, UserSettings settings)
    {
        if (user is null) return;
        // It knows no tokens in files; the handler reads them again with every request.
        if (string.IsNullOrEmpty(user.Token) && settings.TokenFile is { } file) user.Token = File.ReadAllText(file).Trim();
        // It puts arguments together without quotes.
        if (user.ExternalExecution is { Arguments: { } arguments } exec) exec.Arguments = [.. arguments.Select(a => a.Contains(' ') ? $"\"{a}\"" : a)];
    }

    // KubernetesClient sets up TLS and the client's certificate; the requests are ours.
    private static (SocketsHttpHandler Handler, IDisposable Client) Reach(KubernetesClientConfiguration config, UserSettings settings)
    {
        SocketsHttpHandler? handler = null;
        config.FirstMessageHandlerSetup = made => handler = made;
        var client = new k8s.Kubernetes(config);
        handler!.ConnectTimeout = ConnectTime;
        handler.UseCookies = false;
        handler.UseProxy = settings.Proxy is not null;
        if (settings.Proxy is { } proxy) handler.Proxy = new WebProxy(proxy);
        if (config.SkipTlsVerify || config.SslCaCerts is null) return (handler, client);
        // With an authority of one's own KubernetesClient asks for its signature alone; the server must have its name too.
        handler.SslOptions.RemoteCertificateValidationCallback = null;
        handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        handler.SslOptions.CertificateChainPolicy.CustomTrustStore.AddRange(config.SslCaCerts);
        return (handler, client);
    }
}
