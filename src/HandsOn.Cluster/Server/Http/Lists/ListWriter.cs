using System.Buffers;
using System.IO.Pipelines;
using HandsOn.Cluster.Api.Resources;
using HandsOn.Cluster.Server.Http.Negotiation;
using HandsOn.Cluster.Server.Http.Responses;
using HandsOn.Cluster.Server.Http.Tables;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Server.Http.Lists;

/// <summary>Writes lists: the bytes of the stored objects one after the other.</summary>
internal sealed class ListWriter(TimeProvider time)
{
    private const int FlushEvery = 64 * 1024;

    public Task WriteAsync(ApiCall call, ListPage page)
    {
        ResponseWriter.WriteWarnings(call.Http, call.Request.Warnings);
        var form = call.Representation;
        if (form.IsYaml || Pretty.IsWanted(call.Http.Request)) return ResponseWriter.WriteValueAsync(call.Http, 200, Whole(call, page, form), form);
        var response = call.Http.Response;
        response.ContentType = form.ContentType;
        response.Headers.CacheControl = "no-cache, private";
        return form.Transform == Transform.None
            ? WriteItemsAsync(response.BodyWriter, Head(call.Definition.Names.ListKind, call.Version.GroupVersion.ToString(), page), page,
                item => Versioning.ToServed(call.Definition, item, call.Version.GroupVersion).Utf8, call.Aborted)
            : form.Transform == Transform.Table
                ? WriteTableAsync(call, page, form)
                : WriteItemsAsync(response.BodyWriter, Head("PartialObjectMetadataList", "meta.k8s.io/" + form.TransformVersion, page), page,
                    item => JsonText.ToUtf8(PartialMetadata.Of(item, form.TransformVersion)), call.Aborted);
    }

    private static byte[] Head(string kind, string version, ListPage page) =>
        JsonText.ToUtf8(JsonMap.Of(("kind", kind), ("apiVersion", version), ("metadata", page.Metadata), ("items", JsonList.Empty)))[..^2];

    private static async Task WriteItemsAsync(
        PipeWriter writer, byte[] head, ListPage page, Func<KubeObject, ReadOnlyMemory<byte>> bytesOf, CancellationToken aborted)
    {
        writer.Write(head);
        var unflushed = 0;
        for (var i = 0; i < page.Items.Count; i++)
        {
            if (i > 0) writer.Write(","u8);
            var bytes = bytesOf(page.Items[i]);
            writer.Write(bytes.Span);
            if ((unflushed += bytes.Length) < FlushEvery) continue;
            await writer.FlushAsync(aborted).ConfigureAwait(false);
            unflushed = 0;
        }
        writer.Write("]}\n"u8);
        await writer.FlushAsync(aborted).ConfigureAwait(false);
    }

    private async Task WriteTableAsync(ApiCall call, ListPage page, Representation form)
    {
        var writer = call.Http.Response.BodyWriter;
        TableWriter.Of(call, form, time.GetUtcNow()).WriteList(writer, page.Metadata, page.Items);
        writer.Write("\n"u8);
        await writer.FlushAsync(call.Aborted).ConfigureAwait(false);
    }

    /// <summary>The list as one tree, for forms that are made for people.</summary>
    private JsonMap Whole(ApiCall call, ListPage page, Representation form)
    {
        if (form.Transform == Transform.Table)
        {
            var buffer = new ArrayBufferWriter<byte>();
            TableWriter.Of(call, form, time.GetUtcNow()).WriteList(buffer, page.Metadata, page.Items);
            return JsonText.ParseMap(buffer.WrittenSpan);
        }
        var partial = form.Transform == Transform.PartialObjectMetadata;
        var items = page.Items.Select(item => partial
            ? PartialMetadata.Of(item, form.TransformVersion)
            : Versioning.ToServed(call.Definition, item, call.Version.GroupVersion).Root);
        return JsonMap.Of(
            ("kind", partial ? "PartialObjectMetadataList" : call.Definition.Names.ListKind),
            ("apiVersion", partial ? "meta.k8s.io/" + form.TransformVersion : call.Version.GroupVersion.ToString()),
            ("metadata", page.Metadata), ("items", JsonList.From(items)));
    }
}
