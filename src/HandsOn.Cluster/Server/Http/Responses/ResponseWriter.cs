using System.Buffers;
using System.Text;
using HandsOn.Cluster.Api.Resources;
using HandsOn.Cluster.Server.Http.Negotiation;
using HandsOn.Cluster.Server.Http.Tables;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;
using HandsOn.Kubernetes.Yaml;
using Microsoft.AspNetCore.Http;

namespace HandsOn.Cluster.Server.Http.Responses;

/// <summary>
/// Writes answers. A stored object's bytes go out as they are; only a client that wants rows, metadata, YAML or indentation costs
/// another serialisation.
/// </summary>
internal sealed class ResponseWriter(TimeProvider time)
{
    /// <summary>An object of the resource that was asked for, in the form that was asked for.</summary>
    public Task WriteAsync(ApiCall call, int code, KubeObject stored)
    {
        WriteWarnings(call.Http, call.Request.Warnings);
        var form = call.Representation;
        var item = Versioning.ToServed(call.Definition, stored, call.Version.GroupVersion);
        return form.Transform switch
        {
            Transform.Table => WriteBytesAsync(call.Http, code, Table(call, form, stored), form),
            Transform.PartialObjectMetadata => WriteValueAsync(call.Http, code, PartialMetadata.Of(item, form.TransformVersion), form),
            _ => WriteBytesAsync(call.Http, code, item.Utf8, form, item.Root),
        };
    }

    /// <summary>Any other JSON value: a Scale, a Status, a review.</summary>
    public static Task WriteValueAsync(HttpContext http, int code, JsonMap value, Representation form, string? contentType = null) =>
        WriteBytesAsync(http, code, JsonText.ToUtf8(value), form, value, contentType);

    /// <summary>A refusal.</summary>
    public static Task WriteErrorAsync(HttpContext http, StatusException refusal)
    {
        if (refusal.Details?.Long("retryAfterSeconds") is { } seconds) http.Response.Headers.RetryAfter = seconds.ToString();
        return WriteValueAsync(http, refusal.Code, refusal.ToStatus(), Representation.Json);
    }

    /// <summary>201 without an object: a pod is bound or evicted.</summary>
    public static Task WriteDoneAsync(ApiCall call)
    {
        WriteWarnings(call.Http, call.Request.Warnings);
        var done = JsonMap.Of(("kind", "Status"), ("apiVersion", "v1"), ("metadata", JsonMap.Empty), ("status", "Success"), ("code", 201));
        return WriteValueAsync(call.Http, 201, done, call.Representation with { Transform = Transform.None });
    }

    public static void WriteWarnings(HttpContext http, IEnumerable<string> warnings)
    {
        foreach (var warning in warnings.Distinct())
            http.Response.Headers.Append("Warning", WarningHeader.Format(warning));
    }

    private static async Task WriteBytesAsync(
        HttpContext http, int code, ReadOnlyMemory<byte> json, Representation form, JsonMap? value = null, string? contentType = null)
    {
        var response = http.Response;
        response.StatusCode = code;
        response.ContentType = contentType ?? form.ContentType;
        response.Headers.CacheControl = "no-cache, private";
        if (form.IsYaml || Pretty.IsWanted(http.Request))
        {
            var tree = value ?? JsonText.ParseMap(json.Span);
            var text = Encoding.UTF8.GetBytes(form.IsYaml ? YamlText.Write(tree) : JsonText.ToString(tree, indented: true));
            response.ContentLength = text.Length;
            await response.BodyWriter.WriteAsync(text, http.RequestAborted).ConfigureAwait(false);
            return;
        }
        response.ContentLength = json.Length + 1;
        response.BodyWriter.Write(json.Span);
        response.BodyWriter.Write("\n"u8);
        await response.BodyWriter.FlushAsync(http.RequestAborted).ConfigureAwait(false);
    }

    private ReadOnlyMemory<byte> Table(ApiCall call, Representation form, KubeObject item)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        TableWriter.Of(call, form, time.GetUtcNow()).WriteSingle(buffer, item, withColumns: true);
        return buffer.WrittenMemory;
    }
}
