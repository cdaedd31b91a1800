using System.Globalization;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Kubernetes.Schemas.Tables;

/// <summary>Makes types of tables: resolves names across files, follows aliases, lays embedded types' fields into the outer type.</summary>
internal sealed class TableLinker
{
    private readonly Dictionary<string, TableText> byPackage;
    private readonly Dictionary<string, TableText> byShortPackage;
    private readonly Dictionary<string, TypeSchema> types = new(StringComparer.Ordinal);
    private readonly List<KeyValuePair<GroupVersionKind, TypeSchema>> kinds = [];

    private TableLinker(IReadOnlyList<TableText> tables)
    {
        byPackage = tables.ToDictionary(t => t.Package, StringComparer.Ordinal);
        byShortPackage = tables.ToDictionary(t => t.ShortPackage, StringComparer.Ordinal);
    }

    public static SchemaCatalog Link(IReadOnlyList<TableText> tables)
    {
        var linker = new TableLinker(tables);
        foreach (var table in tables) linker.Declare(table);
        return new SchemaCatalog(linker.types.Values, linker.kinds);
    }

    private TableText Source(TableText table) => table.SameAs is { } other ? byPackage[other] : table;

    private void Declare(TableText table)
    {
        foreach (var type in Source(table).Types.Values)
        {
            var isServed = type.IsKind && (table.Only.Count == 0 || table.Only.Contains(type.Name));
            Declare(table, type.Name, type.IsAtomic, isServed, () => Body(table, type));
            if (type.ListName is { } list && isServed) Declare(table, list, isAtomic: false, isServed, () => ListBody(table, type));
        }
    }

    private void Declare(TableText table, string name, bool isAtomic, bool isKind, Func<TypeBody> body)
    {
        GroupVersionKind? kind = isKind ? new GroupVersionKind(table.Api.Group, table.Api.Version, name) : null;
        var type = new TypeSchema($"{table.Package}.{name}", body) { IsAtomic = isAtomic, Kind = kind };
        types.Add(type.Name, type);
        if (kind is { } known) kinds.Add(KeyValuePair.Create(known, type));
    }

    private TypeBody Body(TableText table, TypeText text)
    {
        var fields = new List<FieldSchema>(text.Lines.Count + 2);
        if (text.IsKind) fields.AddRange(TypeFields);
        var embedded = new List<EmbeddedSchema>();
        foreach (var words in text.Fields)
        {
            if (words[0] != "...") fields.Add(FieldReader.Read(words, (shape, list) => Shape(table, shape, list, null)));
            else Embed(table, words, fields, embedded);
        }
        return new TypeBody(fields, embedded);
    }

    private TypeBody ListBody(TableText table, TypeText text)
    {
        var metadata = FieldReader.Read(["metadata", "meta.v1.ListMeta", "1"], (shape, list) => Shape(table, shape, list, null));
        var items = FieldReader.Read(["items", "[]" + text.Name, "2", "required"], (shape, list) => Shape(table, shape, list, null));
        return new TypeBody([.. TypeFields, metadata, items], []);
    }

    private static FieldSchema[] TypeFields { get; } =
    [
        FieldReader.Read(["kind", "string", "0"], (_, _) => new ValueSchema { Shape = ValueShape.String }),
        FieldReader.Read(["apiVersion", "string", "0"], (_, _) => new ValueSchema { Shape = ValueShape.String }),
    ];

    private void Embed(TableText table, string[] words, List<FieldSchema> fields, List<EmbeddedSchema> embedded)
    {
        var name = words[1];
        var inner = types[$"{table.Package}.{name}"];
        embedded.Add(new EmbeddedSchema(inner, int.Parse(words[2], CultureInfo.InvariantCulture)));
        foreach (var field in inner.Fields)
            fields.Add(new FieldSchema
            {
                Name = field.Name,
                Value = field.Value,
                IsRequired = field.IsRequired,
                IsPointer = field.IsPointer,
                IsAlwaysWritten = field.IsAlwaysWritten,
                Default = field.Default,
                PatchStrategy = field.PatchStrategy,
                PatchMergeKey = field.PatchMergeKey,
                Since = field.Since,
                Embedded = name,
            });
    }

    private ValueSchema Shape(TableText table, string shape, ListAttributes list, string[]? alias)
    {
        if (shape.StartsWith("[]", StringComparison.Ordinal) || shape.StartsWith("map[string]", StringComparison.Ordinal))
        {
            var isList = shape[0] == '[';
            return new ValueSchema
            {
                Shape = isList ? ValueShape.List : ValueShape.Map,
                Element = Shape(table, shape[(isList ? 2 : 11)..].TrimStart('*'), ListAttributes.None, null),
                ListMerge = list.Merge,
                ListMapKeys = list.MapKeys,
                IsAtomic = list.IsAtomic,
                IsGranular = list.IsGranular,
                NamedType = GoName(table, alias),
                IsWrapped = alias?.Contains("wrapped") ?? false,
            };
        }
        if (Scalar(shape) is { } scalar)
            return new ValueSchema { Shape = scalar, NamedType = GoName(table, alias), Enum = EnumOf(alias) };
        var dot = shape.LastIndexOf('.');
        var (home, name) = dot < 0 ? (table, shape) : (byShortPackage[shape[..dot]], shape[(dot + 1)..]);
        if (Source(home).Aliases.TryGetValue(name, out var words)) return Shape(home, words[0], list, [name, .. words]);
        return new ValueSchema { Shape = ValueShape.Object, Type = types[$"{home.Package}.{name}"], IsAtomic = list.IsAtomic, IsGranular = list.IsGranular };
    }

    private static string? GoName(TableText table, string[]? alias)
    {
        if (alias is null) return null;
        var named = Array.Find(alias, w => w.StartsWith("go=", StringComparison.Ordinal));
        return named is null ? $"{table.Api.Version}.{alias[0]}" : named[3..];
    }

    private static IReadOnlyList<string> EnumOf(string[]? alias) =>
        alias is not null && Array.Find(alias, w => w.StartsWith("enum=", StringComparison.Ordinal)) is { } values ? values[5..].Split('|') : [];

    private static ValueShape? Scalar(string shape) => shape switch
    {
        "string" => ValueShape.String,
        "int32" => ValueShape.Int32,
        "int64" => ValueShape.Int64,
        "float64" => ValueShape.Double,
        "bool" => ValueShape.Boolean,
        "bytes" => ValueShape.Bytes,
        "Time" => ValueShape.Time,
        "MicroTime" => ValueShape.MicroTime,
        "IntOrString" => ValueShape.IntOrString,
        "Quantity" => ValueShape.Quantity,
        "Duration" => ValueShape.Duration,
        "Any" => ValueShape.Any,
        _ => null,
    };
}
