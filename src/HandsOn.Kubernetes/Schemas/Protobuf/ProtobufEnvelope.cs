using System.Text;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Kubernetes.Schemas.Protobuf;

/// <summary>
/// What surrounds an object in <c>application/vnd.kubernetes.protobuf</c>: four bytes of magic and a <c>runtime.Unknown</c> that says which
/// type follows (staging/src/k8s.io/apimachinery/pkg/runtime/serializer/protobuf/protobuf.go).
/// </summary>
internal readonly ref struct ProtobufEnvelope
{
    private const int TypeMetaNumber = 1;
    private const int RawNumber = 2;

    private ProtobufEnvelope(string apiVersion, string kind, ReadOnlySpan<byte> raw)
    {
        ApiVersion = apiVersion;
        Kind = kind;
        Raw = raw;
    }

    public string ApiVersion { get; }

    public string Kind { get; }

    public ReadOnlySpan<byte> Raw { get; }

    public GroupVersionKind GroupVersionKind
    {
        get
        {
            var version = GroupVersion.Parse(ApiVersion);
            return new(version.Group, version.Version, Kind);
        }
    }

    public static bool HasMagic(ReadOnlySpan<byte> body) => body.StartsWith("k8s\0"u8);

    public static ProtobufEnvelope Read(ReadOnlySpan<byte> body)
    {
        var (apiVersion, kind) = ("", "");
        ReadOnlySpan<byte> raw = [];
        var reader = new ProtobufReader(body["k8s\0"u8.Length..]);
        while (reader.ReadTag())
        {
            if (reader is { Number: TypeMetaNumber, WireType: ProtobufReader.LengthDelimited }) (apiVersion, kind) = ReadTypeMeta(reader.ReadBytes());
            else if (reader is { Number: RawNumber, WireType: ProtobufReader.LengthDelimited }) raw = reader.ReadBytes();
            else reader.Skip();
        }
        return new ProtobufEnvelope(apiVersion, kind, raw);
    }

    private static (string ApiVersion, string Kind) ReadTypeMeta(ReadOnlySpan<byte> bytes)
    {
        var (apiVersion, kind) = ("", "");
        var reader = new ProtobufReader(bytes);
        while (reader.ReadTag())
        {
            if (reader.WireType != ProtobufReader.LengthDelimited) reader.Skip();
            else if (reader.Number == 1) apiVersion = Encoding.UTF8.GetString(reader.ReadBytes());
            else if (reader.Number == 2) kind = Encoding.UTF8.GetString(reader.ReadBytes());
            else reader.Skip();
        }
        return (apiVersion, kind);
    }
}
