using System.Buffers;
using System.Text;
using HandsOn.Cluster.Api.Resources;
using HandsOn.Cluster.Server.Http.Negotiation;
using HandsOn.Cluster.Server.Http.Responses;
using HandsOn.Cluster.Server.Http.Tables;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Server.Http.Watches;

/// <summary>Encodes events: type, and the shared bytes of the object (or its row, or its metadata).</summary>
internal sealed class WatchEncoder(ApiCall call, TimeProvider time)
{
    private bool columnsSent;

    public void Write(IBufferWriter<byte> writer, string type, KubeObject item)
    {
        Start(writer, type);
        var form = call.Representation;
        switch (form.Transform)
        {
            case Transform.Table:
                TableWriter.Of(call, form, time.GetUtcNow()).WriteSingle(writer, item, !columnsSent);
                columnsSent = true;
                break;
            case Transform.PartialObjectMetadata:
                JsonText.WriteTo(writer, PartialMetadata.Of(item, form.TransformVersion));
                break;
            default:
                writer.Write((type == "BOOKMARK" ? item : Versioning.ToServed(call.Definition, item, call.Version.GroupVersion)).Utf8.Span);
                break;
        }
        writer.Write("}\n"u8);
    }

    public void WriteError(IBufferWriter<byte> writer, StatusException refusal)
    {
        Start(writer, "ERROR");
        JsonText.WriteTo(writer, refusal.ToStatus());
        writer.Write("}\n"u8);
    }

    private static void Start(IBufferWriter<byte> writer, string type)
    {
        writer.Write("{\"type\":\""u8);
        Encoding.ASCII.GetBytes(type, writer);
        writer.Write("\",\"object\":"u8);
    }
}
