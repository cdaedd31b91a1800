using FluentAssertions;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;
using HandsOn.Kubernetes.Schemas;
using HandsOn.Kubernetes.Schemas.Decoding;
using HandsOn.Kubernetes.Schemas.Protobuf;
using NUnit.Framework;

namespace HandsOn.Kubernetes.Tests.Schemas.Protobuf;

public class ProtobufDecoderTests
{
    /// <summary>What kubectl 1.33 sends, and the same object as JSON.</summary>
    public static IEnumerable<TestCaseData> Bodies()
    {
        using var reader = new StreamReader(typeof(ProtobufDecoderTests).Assembly.GetManifestResourceStream("kubectl-1.33.txt")!);
        foreach (var entry in reader.ReadToEnd().Split("\n\n"))
        {
            var lines = entry.Trim().Split('\n');
            yield return new TestCaseData(string.Concat(lines[1..^1]), lines[^1]).SetName(lines[0]);
        }
    }

    [TestCaseSource(nameof(Bodies))]
    public void What_kubectl_sends_is_read(string hex, string json)
    {
        var decoded = ProtobufDecoder.Decode(Convert.FromHexString(hex), SchemaCatalog.Default);

        var type = SchemaCatalog.Default.ForKind(new KubeObject(decoded).GroupVersionKind)!;
        ObjectDecoder.Decode(decoded, type).RequireStrict().ToString().Should().Be(json);
    }

    [Test]
    public void Times_have_seconds_or_microseconds()
    {
        // An Event: firstTimestamp (6) and eventTime (10), each with seconds (1) and nanoseconds (2).
        var body = Body("v1", "Event", "32 04 08 01 10 00  52 06 08 01 10 c0 84 3d");

        var decoded = ProtobufDecoder.Decode(body, SchemaCatalog.Default);

        decoded.String("firstTimestamp").Should().Be("1970-01-01T00:00:01Z");
        decoded.String("eventTime").Should().Be("1970-01-01T00:00:01.001000Z");
    }

    [Test]
    public void Repeated_fields_may_arrive_with_others_between_them()
    {
        // ServiceAccount: imagePullSecrets (3) {name (1)}, automountServiceAccountToken (4), imagePullSecrets.
        var decoded = ProtobufDecoder.Decode(Body("v1", "ServiceAccount", "1a 03 0a 01 61  20 00  1a 03 0a 01 62"), SchemaCatalog.Default);

        decoded.List("imagePullSecrets").Maps().Select(m => m.String("name")).Should().Equal("a", "b");
        decoded.Bool("automountServiceAccountToken").Should().BeFalse();
    }

    [Test]
    public void Unknown_numbers_are_skipped()
    {
        var decoded = ProtobufDecoder.Decode(Body("v1", "ServiceAccount", "a2 06 01 00  a8 06 05  20 01"), SchemaCatalog.Default);

        decoded.Keys.Should().Equal("kind", "apiVersion", "automountServiceAccountToken");
    }

    [TestCase("7b7d", "provided data does not appear to be a protobuf message, expected prefix [107 56 115 0]")]
    [TestCase("6b3873000a0f0a", "unexpected EOF")]
    [TestCase("6b3873000a070a0276311201580a", "unexpected EOF")]
    [TestCase("6b3873000a070a02763112015812", "unexpected EOF")]
    [TestCase("6b3873000a070a027631120158", "no kind \"X\" is registered for version \"v1\"")]
    public void What_is_no_object_is_refused(string hex, string message)
    {
        var decode = () => ProtobufDecoder.Decode(Convert.FromHexString(hex), SchemaCatalog.Default);

        decode.Should().Throw<DecodingException>().Which.Message.Should().Be(message);
    }

    [Test]
    public void Fallback_type_reads_a_body_that_does_not_name_its_own()
    {
        var options = SchemaCatalog.Default.ForKind(new("apps", "v1", "DeleteOptions"))!;

        var decoded = ProtobufDecoder.Decode(Body("", "", "08 1e  22 0a 42 61 63 6b 67 72 6f 75 6e 64"), SchemaCatalog.Default, options);

        decoded.Equals(JsonMap.Of(("gracePeriodSeconds", 30), ("propagationPolicy", "Background"))).Should().BeTrue(decoded.ToString());
    }

    private static byte[] Body(string apiVersion, string kind, string hex)
    {
        var raw = Convert.FromHexString(hex.Replace(" ", ""));
        byte[] typeMeta = [.. Field(1, System.Text.Encoding.UTF8.GetBytes(apiVersion)), .. Field(2, System.Text.Encoding.UTF8.GetBytes(kind))];
        return [.. "k8s\0"u8, .. Field(1, typeMeta), .. Field(2, raw)];
    }

    private static byte[] Field(int number, byte[] bytes) => [(byte)((number << 3) | 2), (byte)bytes.Length, .. bytes];
}
