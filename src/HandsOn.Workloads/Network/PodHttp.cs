namespace HandsOn.Workloads.Network;

/// <summary>HTTP from inside a pod.</summary>
public static class PodHttp
{
    /// <summary>
    /// A handler for <see cref="HttpClient"/> whose connections start in the pod: names are resolved by the cluster's DNS and
    /// Services lead to their endpoints. It follows no redirects, keeps no cookies and uses no proxy.
    /// </summary>
    /// <example><code>
    /// using var client = new HttpClient(network.CreateHttpHandler());
    /// var page = await client.GetStringAsync("http://frontend.default/");
    /// </code></example>
    public static SocketsHttpHandler CreateHttpHandler(this IPodNetwork network) => new()
    {
        ConnectCallback = (context, cancellation) => network.ConnectAsync(context.DnsEndPoint.Host, context.DnsEndPoint.Port, cancellation),
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        ActivityHeadersPropagator = null,
    };
}
