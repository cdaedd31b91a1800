using System.Globalization;
using System.Text;
using HandsOn.Kubernetes.Json;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace HandsOn.Kubernetes.Yaml;

/// <summary>Makes JSON of the events of one YAML document.</summary>
internal sealed class YamlTreeBuilder(IParser parser)
{
    // A few anchors that repeat each other make a small text a huge object.
    private const int MostNodes = 2_000_000;

    private readonly Dictionary<AnchorName, (object? Value, int Nodes)?> anchors = [];
    private readonly List<YamlDuplicate> duplicates = [];
    private int nodes;

    public YamlPositions Positions { get; } = new();

    public IReadOnlyList<YamlDuplicate> Duplicates => duplicates;

    public object? Build()
    {
        Positions.Add("", At(parser.Current!));
        return Value("");
    }

    public static YamlPosition At(ParsingEvent @event) => new((int)@event.Start.Line, (int)@event.Start.Column);

    private object? Value(string path)
    {
        var before = nodes++;
        if (parser.TryConsume<AnchorAlias>(out var alias)) return Anchored(alias);
        var node = (NodeEvent)parser.Current!;
        if (!node.Anchor.IsEmpty) anchors[node.Anchor] = null;
        var value = node switch
        {
            Scalar scalar => Leaf(scalar),
            MappingStart => Map(path),
            SequenceStart => List(path),
            _ => throw new YamlSyntaxException("this is no value", At(node)),
        };
        if (!node.Anchor.IsEmpty) anchors[node.Anchor] = (value, nodes - before);
        return value;
    }

    private object? Anchored(AnchorAlias alias)
    {
        if (!anchors.TryGetValue(alias.Value, out var anchor))
            throw new YamlSyntaxException($"unknown anchor '{alias.Value}' referenced", At(alias));
        if (anchor is not { } known) throw new YamlSyntaxException($"anchor '{alias.Value}' value contains itself", At(alias));
        nodes += known.Nodes;
        return nodes <= MostNodes ? known.Value : throw new YamlSyntaxException("document contains excessive aliasing", At(alias));
    }

    private JsonMap Map(string path)
    {
        parser.Consume<MappingStart>();
        var map = new JsonMapBuilder();
        var merged = new List<JsonMap>();
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var position = At(parser.Current!);
            var isMerge = parser.Current is Scalar { Style: ScalarStyle.Plain, Value: "<<" };
            var key = Key();
            if (isMerge)
            {
                Merge(merged, Value(path), position);
                continue;
            }
            var child = path.Length == 0 ? key : $"{path}.{key}";
            Positions.Add(child, position);
            if (map.Set(key, Value(child))) duplicates.Add(new YamlDuplicate(child, key, position));
        }
        return merged.Count == 0 ? map.Build() : WithMerged(map.Build(), merged);
    }

    private string Key()
    {
        var position = At(parser.Current!);
        var value = Value("");
        return value switch
        {
            string text => text,
            bool flag => flag ? "true" : "false",
            long or double => Convert.ToString(value, CultureInfo.InvariantCulture)!,
            null => throw new YamlSyntaxException("a key may not be null", position),
            _ => throw new YamlSyntaxException("a key may not be a map or a list", position),
        };
    }

    private static void Merge(List<JsonMap> merged, object? value, YamlPosition position)
    {
        if (value is JsonMap map) merged.Add(map);
        else if (value is JsonList list && list.All(item => item is JsonMap)) merged.AddRange(list.Maps());
        else throw new YamlSyntaxException("map merge requires map or sequence of maps as the value", position);
    }

    private static JsonMap WithMerged(JsonMap map, List<JsonMap> merged)
    {
        var all = new JsonMapBuilder(map);
        foreach (var (key, value) in merged.SelectMany(m => m))
            if (!all.Contains(key)) all.Set(key, value);
        return all.Build();
    }

    private JsonList List(string path)
    {
        parser.Consume<SequenceStart>();
        var items = new List<object?>();
        while (!parser.TryConsume<SequenceEnd>(out _))
        {
            var child = $"{path}[{items.Count}]";
            Positions.Add(child, At(parser.Current!));
            items.Add(Value(child));
        }
        return JsonList.From(items);
    }

    private object? Leaf(Scalar scalar)
    {
        parser.MoveNext();
        if (scalar.Tag.IsEmpty || scalar.Tag.IsNonSpecific)
            return scalar.Style == ScalarStyle.Plain ? YamlScalar.Resolve(scalar.Value) : scalar.Value;
        var value = YamlScalar.Resolve(scalar.Value);
        return scalar.Tag.Value switch
        {
            "tag:yaml.org,2002:int" when value is not long => throw Undecodable(scalar, "!!int"),
            "tag:yaml.org,2002:float" when value is not (long or double) => throw Undecodable(scalar, "!!float"),
            "tag:yaml.org,2002:bool" when value is not bool => throw Undecodable(scalar, "!!bool"),
            "tag:yaml.org,2002:null" when value is not null => throw Undecodable(scalar, "!!null"),
            "tag:yaml.org,2002:int" or "tag:yaml.org,2002:float" or "tag:yaml.org,2002:bool" or "tag:yaml.org,2002:null" => value,
            "tag:yaml.org,2002:binary" => Binary(scalar),
            _ => scalar.Value,
        };
    }

    private static string Binary(Scalar scalar)
    {
        var bytes = new byte[scalar.Value.Length];
        return Convert.TryFromBase64String(scalar.Value, bytes, out var count)
            ? Encoding.UTF8.GetString(bytes, 0, count)
            : throw new YamlSyntaxException("!!binary value contains invalid base64 data", At(scalar));
    }

    private static YamlSyntaxException Undecodable(Scalar scalar, string tag) =>
        new($"cannot decode !!str `{scalar.Value}` as a {tag}", At(scalar));
}
