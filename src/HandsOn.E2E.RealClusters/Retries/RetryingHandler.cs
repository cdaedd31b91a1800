namespace HandsOn.E2E.RealClusters.Retries;

/// <summary>Sends requests to an API server, and again where a transient fault ended them.</summary>
/// <param name="faults">The pipeline.</param>
/// <param name="inner">Sends one request.</param>
internal sealed class RetryingHandler(TransientFaults faults, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var isRetry = false;
        return faults.RunAsync(
            async token =>
            {
                var response = await base.SendAsync(request, token);
                // A connection may be lost in the middle of an answer, too; that of a stream has no end.
                if (!IsStream(request)) await response.Content.LoadIntoBufferAsync(token);
                return response;
            },
            async outcome =>
            {
                var fault = await HttpFaults.OfAsync(request, outcome, isRetry);
                isRetry = true;
                return fault;
            },
            cancellationToken);
    }

    private static bool IsStream(HttpRequestMessage request) => request.Headers.Upgrade.Count > 0
        || request.RequestUri?.Query is { } query
        && (query.Contains("watch=true", StringComparison.Ordinal) || query.Contains("follow=true", StringComparison.Ordinal));
}
