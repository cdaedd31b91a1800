using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using HandsOn.Kubernetes.Json;
using Microsoft.AspNetCore.Http;

namespace HandsOn.Cluster.Server.Http.Responses;

/// <summary>Marks of documents that clients cache.</summary>
internal static class ETags
{
    private static readonly ConditionalWeakTable<JsonMap, string> Known = [];

    public static string Hash(ReadOnlySpan<byte> document) => Convert.ToHexString(SHA512.HashData(document));

    public static string Of(JsonMap document) => Known.GetValue(document, d => $"\"{Hash(JsonText.ToUtf8(d))}\"");

    /// <summary>Answers 304 where the client already has the document.</summary>
    public static bool IsKnown(HttpContext http, string etag)
    {
        if (!http.Request.Headers.IfNoneMatch.Any(v => v is not null && v.Contains(etag, StringComparison.Ordinal))) return false;
        http.Response.StatusCode = 304;
        return true;
    }
}
