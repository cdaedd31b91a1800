namespace HandsOn.E2E.RealClusters.Kubeconfigs.Contexts;

/// <summary>The way to a cluster.</summary>
/// <param name="server">The API server.</param>
/// <param name="asUser">Sends requests, and opens WebSockets, as the context's user; what credentials need (a plug-in that issues tokens) it does itself.</param>
/// <param name="asNobody">Sends requests the same way, but does not say who asks.</param>
internal sealed class KubeconfigConnection(Uri server, HttpMessageHandler asUser, HttpMessageHandler asNobody) : IDisposable
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
