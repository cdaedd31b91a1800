using System.Text;
using HandsOn.Workloads.Containers;
using HandsOn.Workloads.Network;

namespace HandsOn.Workloads.Shell.Tools;

/// <summary>One HTTP request from inside a pod, as wget and curl make it.</summary>
internal sealed class HttpFetch(IContainerContext container)
{
    private const int MostRedirects = 10;

    public required TimeSpan Timeout { get; init; }

    public IReadOnlyList<string> Headers { get; init; } = [];

    public HttpMethod Method { get; init; } = HttpMethod.Get;

    public string? Body { get; init; }

    public bool FollowRedirects { get; init; }

    public string UserAgent { get; init; } = "";

    /// <summary>A URL as a command line names it: http:// where nothing is said.</summary>
    public static Uri Absolute(string url) => new(url.Contains("://", StringComparison.Ordinal) ? url : "http://" + url);

    /// <summary>The failure on the network behind an exception; null where it is none, or the container is stopping.</summary>
    public static NetworkFailure? Failure(Exception exception, CancellationToken stopping) => exception switch
    {
        OperationCanceledException => stopping.IsCancellationRequested ? null : NetworkFailure.TimedOut,
        NetworkException network => network.Failure,
        HttpRequestException or HttpIOException => exception.InnerException is { } inner && Failure(inner, stopping) is { } found ? found : NetworkFailure.ConnectionReset,
        _ => null,
    };

    public static async Task SaveAsync(ToolCall call, string file, string text)
    {
        if (file is "-" or "/dev/stdout") await call.Io.Out.WriteAsync(text).ConfigureAwait(false);
        else if (file != "/dev/null") call.Container.Files.Write(call.Session.Absolute(file), Encoding.UTF8.GetBytes(text));
    }

    public async Task<HttpResponseMessage> SendAsync(Uri target, CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(Timeout, container.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        using var handler = container.Network.CreateHttpHandler();
        handler.SslOptions.RemoteCertificateValidationCallback = static (_, _, _, _) => true;
        using var client = new HttpClient(handler, disposeHandler: false) { Timeout = System.Threading.Timeout.InfiniteTimeSpan };
        for (var redirects = 0; ; redirects++)
        {
            using var request = Request(target);
            var reply = await client.SendAsync(request, HttpCompletionOption.ResponseContentRead, either.Token).ConfigureAwait(false);
            if (!FollowRedirects || (int)reply.StatusCode is < 300 or > 399 || reply.Headers.Location is not { } next || redirects == MostRedirects) return reply;
            reply.Dispose();
            target = new Uri(target, next);
        }
    }

    private HttpRequestMessage Request(Uri target)
    {
        var request = new HttpRequestMessage(Method, target);
        if (Body is not null) request.Content = new StringContent(Body, Encoding.UTF8, "application/x-www-form-urlencoded");
        if (UserAgent.Length > 0) request.Headers.TryAddWithoutValidation("User-Agent", UserAgent);
        foreach (var header in Headers)
        {
            if (header.Split(':', 2) is not [var name, var value]) continue;
            if (name.Equals("host", StringComparison.OrdinalIgnoreCase)) request.Headers.Host = value.Trim();
            else if (!request.Headers.TryAddWithoutValidation(name, value.Trim()) && request.Content is { } content)
            {
                content.Headers.Remove(name);
                content.Headers.TryAddWithoutValidation(name, value.Trim());
            }
        }
        return request;
    }
}
