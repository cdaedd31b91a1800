using System.Buffers;
using HandsOn.Kubernetes.Errors;
using Microsoft.AspNetCore.Http;

namespace HandsOn.Cluster.Server.Http.Bodies;

/// <summary>Reads whole bodies, up to the size that the real server allows (MaxRequestBodyBytes in apiserver/pkg/server/config.go).</summary>
internal static class BodyReader
{
    public const int Limit = 3 * 1024 * 1024;

    /// <exception cref="StatusException">413.</exception>
    public static async ValueTask<byte[]> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (request.ContentLength > Limit) throw TooLarge();
        var reader = request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(cancellation).ConfigureAwait(false);
            if (read.Buffer.Length > Limit) throw TooLarge();
            if (read.IsCompleted)
            {
                var body = read.Buffer.ToArray();
                reader.AdvanceTo(read.Buffer.End);
                return body;
            }
            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private static StatusException TooLarge() => new(413, "RequestEntityTooLarge", $"Request entity too large: limit is {Limit}");
}
