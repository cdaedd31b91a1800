using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace HandsOn.Workloads.Http;

/// <summary>The answer to an <see cref="HttpCall"/>.</summary>
internal sealed record HttpReply(int Status)
{
    public string Reason { get; init; } = ReasonPhrases.GetReasonPhrase(Status);

    public HttpFields Headers { get; init; } = [];

    /// <summary>The body, where it is at hand.</summary>
    public ReadOnlyMemory<byte> Content { get; init; }

    /// <summary>The body, where it is passed on as it comes; disposed after the answer.</summary>
    public Stream? Stream { get; init; }

    /// <summary>The length of <see cref="Stream"/>; null where only its end will tell.</summary>
    public long? Length { get; init; }

    /// <summary>After a 101: takes over the connection.</summary>
    public Func<Stream, CancellationToken, Task>? Upgrade { get; init; }

    public static HttpReply Text(int status, string text, string type = "text/plain; charset=utf-8") =>
        Bytes(status, Encoding.UTF8.GetBytes(text), type);

    public static HttpReply Bytes(int status, ReadOnlyMemory<byte> content, string type)
    {
        var reply = new HttpReply(status) { Content = content };
        reply.Headers.Add("Content-Type", type);
        return reply;
    }
}

/// <summary>Answers requests.</summary>
internal delegate ValueTask<HttpReply> HttpHandler(HttpCall call, CancellationToken cancellation);
