using System.Net;
using System.Net.Sockets;
using HandsOn.Kubernetes.Json;
using Polly;

namespace HandsOn.E2E.RealClusters.Retries;

/// <summary>
/// Transient faults of requests to an API server. A server that answers has refused the request and done nothing, so that every request
/// may be repeated. A request whose connection was lost may have been done: it is repeated only where doing it twice leaves what doing it
/// once does.
/// </summary>
internal static class HttpFaults
{
    // A webhook that nobody serves yet (staging/src/k8s.io/apiserver/pkg/util/webhook/error.go, pkg/util/proxy/proxy.go).
    private const string WebhookFailed = "failed calling webhook";
    private static readonly string[] NotUpYet = ["connection refused", "no endpoints available"];

    /// <summary>The fault in an outcome; <see langword="null"/> where it is final.</summary>
    /// <param name="request">The request.</param>
    /// <param name="outcome">The answer, or the exception in its place.</param>
    /// <param name="isRetry">Whether the request had a transient fault before: a server that refuses connections then restarts.</param>
    public static async ValueTask<Fault?> OfAsync(HttpRequestMessage request, Outcome<object> outcome, bool isRetry) => outcome switch
    {
        { Exception: HttpRequestException thrown } => Of(request, thrown, isRetry),
        { Result: HttpResponseMessage { IsSuccessStatusCode: false } response } => await OfAsync(response),
        _ => null,
    };

    /// <summary>True where a refusal says that a webhook could not be called since nobody listens yet.</summary>
    public static bool IsWebhookNotUp(string? message) =>
        message?.Contains(WebhookFailed, StringComparison.Ordinal) == true
        && NotUpYet.Any(sign => message.Contains(sign, StringComparison.Ordinal));

    private static Fault? Of(HttpRequestMessage request, HttpRequestException thrown, bool isRetry) =>
        IsLost(thrown) && IsRepeatable(request) || isRetry && IsRefused(thrown) ? new("connection lost") : null;

    private static async Task<Fault?> OfAsync(HttpResponseMessage response) => response.StatusCode switch
    {
        HttpStatusCode.TooManyRequests when !IsDisruptionBudget(await StatusAsync(response)) => new("429", RetryAfter(response)),
        HttpStatusCode.ServiceUnavailable => new("503", RetryAfter(response)),
        HttpStatusCode.InternalServerError when IsWebhookNotUp((await StatusAsync(response)).String("message")) => new("webhook not up"),
        _ => null,
    };

    private static bool IsLost(HttpRequestException thrown) =>
        thrown.HttpRequestError == HttpRequestError.ResponseEnded || IsCut(thrown.InnerException);

    private static bool IsCut(Exception? below) => below switch
    {
        IOException { InnerException: SocketException socket } => IsCut(socket),
        SocketException { SocketErrorCode: SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown } => true,
        _ => false,
    };

    private static bool IsRefused(HttpRequestException thrown) =>
        thrown.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionRefused };

    // An update (PUT) that was done answers the second time that somebody else has written; a JSON patch may add twice.
    private static bool IsRepeatable(HttpRequestMessage request) => request.Method.Method switch
    {
        "GET" or "DELETE" => true,
        "PATCH" => request.Content?.Headers.ContentType?.MediaType is "application/apply-patch+yaml" or "application/merge-patch+json",
        "POST" => StoresNothing(request.RequestUri!),
        _ => false,
    };

    private static bool StoresNothing(Uri address) =>
        address.Query.Contains("dryRun=All", StringComparison.Ordinal)
        || address.AbsolutePath.StartsWith("/apis/authorization.k8s.io/", StringComparison.Ordinal);

    // An eviction that a disruption budget does not allow is an answer, not a busy server (pkg/registry/core/pod/storage/eviction.go).
    private static bool IsDisruptionBudget(JsonMap status) =>
        status.List("details", "causes").Maps().Any(c => c.String("reason") == "DisruptionBudget");

    private static TimeSpan? RetryAfter(HttpResponseMessage response) => response.Headers.RetryAfter?.Delta;

    private static async Task<JsonMap> StatusAsync(HttpResponseMessage response)
    {
        await response.Content.LoadIntoBufferAsync();
        var text = await response.Content.ReadAsStringAsync();
        return text.StartsWith('{') ? JsonText.ParseMap(text) : JsonMap.Empty;
    }
}
