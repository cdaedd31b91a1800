namespace HandsOn.E2E.Clusters.Kubeconfigs.Contexts;

/// <summary>Opens the way to the cluster that a kubeconfig's current context names, with the TLS, proxy and credentials that it says.</summary>
public interface IKubeconfigConnector
{
    /// <summary>Opens the way; nothing is asked of the server yet.</summary>
    /// <param name="kubeconfig">The kubeconfig's text; files that it names are named by their full paths.</param>
    /// <exception cref="ClusterException">It cannot be read, or lacks what is needed: one sentence.</exception>
    KubeconfigConnection Connect(string kubeconfig);
}

/// <summary>The way to a cluster.</summary>
/// <param name="server">The API server.</param>
/// <param name="asUser">Sends requests, and opens WebSockets, as the context's user; what credentials need (a plug-in that issues tokens) it does itself.</param>
/// <param name="asNobody">Sends requests the same way, but does not say who asks.</param>
public sealed class KubeconfigConnection(Uri server, HttpMessageHandler asUser, HttpMessageHandler asNobody) : IDisposable
{
    /// <summary>The API server.</summary>
    public Uri Server => server;

    /// <summary>Sends requests as the context's user.</summary>
    public HttpMessageHandler AsUser => asUser;

    /// <summary>Sends requests that do not say who asks.</summary>
    public HttpMessageHandler AsNobody => asNobody;

    /// <inheritdoc/>
    public void Dispose()
    {
        asUser.Dispose();
        asNobody.Dispose();
    }
}
