using HandsOn.Kubernetes.Json;

namespace HandsOn.Kubernetes.Schemas.Decoding;

/// <summary>One pass over one tree.</summary>
internal sealed class Decoding(int minor, HashSet<string>? duplicates)
{
    private const int MostStrictErrors = 100;

    private readonly DecodingPath path = new();
    private List<string>? strictErrors;
    private string? typeError;
    private TypeSchema? inside;

    public IReadOnlyList<string> StrictErrors => strictErrors ?? (IReadOnlyList<string>)[];

    /// <summary>Go goes on after a value of the wrong type and reports the first one, unless a later value's own parser gives up.</summary>
    public JsonMap Run(JsonMap input, TypeSchema type)
    {
        var value = Object(input, type);
        return typeError is null ? value : throw new DecodingException(typeError);
    }

    private JsonMap Object(JsonMap map, TypeSchema type)
    {
        var outer = inside;
        var change = new MapChange(map, type.AlwaysWritten.Length);
        var keys = map.KeySpan;
        var values = map.ValueSpan;
        for (var i = 0; i < keys.Length; i++)
        {
            if (type.Field(keys[i]) is not { } field || field.Since > minor)
            {
                AddStrictError("unknown", path.Member(keys[i]));
                change.Drop(i);
                continue;
            }
            if (duplicates is not null) CheckDuplicate(keys[i]);
            inside = type;
            path.Push(field);
            var value = Value(values[i], field.Value);
            path.Pop();
            if (field.IsAlwaysWritten) change.Keep(i, value ?? ZeroOf(field));
            else if (value is null || (!field.IsPointer && IsZero(value))) change.Drop(i);
            else change.Keep(i, value);
        }
        foreach (var field in type.AlwaysWritten)
            if (!map.ContainsKey(field.Name) && field.Since <= minor) change.Append(field.Name, ZeroOf(field));
        inside = outer;
        return change.Result();
    }

    private object? Value(object? value, ValueSchema schema)
    {
        if (value is null) return null;
        switch (schema.Shape)
        {
            case ValueShape.String: return value is string ? value : WrongType(value, schema);
            case ValueShape.Int32: return value is long and >= int.MinValue and <= int.MaxValue ? value : WrongType(value, schema);
            case ValueShape.Int64: return value is long ? value : WrongType(value, schema);
            case ValueShape.Double: return value is long or double ? value : WrongType(value, schema);
            case ValueShape.Boolean: return value is bool ? value : WrongType(value, schema);
            case ValueShape.Object: return value is JsonMap map ? Object(map, schema.Type!) : WrongType(value, schema);
            case ValueShape.List: return value is JsonList list ? List(list, schema) : WrongType(value, schema);
            case ValueShape.Map: return value is JsonMap entries ? Map(entries, schema) : WrongType(value, schema);
            case ValueShape.Any: return value;
            case ValueShape.Bytes:
                if (value is not string base64) return WrongType(value, schema);
                if (LeafSyntax.BytesError(base64) is { } error) typeError ??= error;
                return value;
            default: return Leaf(value, schema.Shape);
        }
    }

    /// <summary>Values that parse themselves: the first that fails ends the decoding.</summary>
    private object Leaf(object value, ValueShape shape)
    {
        switch (shape)
        {
            case ValueShape.Quantity:
                return LeafSyntax.Quantity(value);
            case ValueShape.IntOrString:
                return value is string or (long and >= int.MinValue and <= int.MaxValue) ? value : throw new DecodingException(TypeError(value, "int32"));
            default:
                if (value is not string text) throw new DecodingException(TypeError(value, "string"));
                if (LeafSyntax.TimeError(text, shape) is { } error) throw new DecodingException(error);
                return value;
        }
    }

    private JsonList List(JsonList list, ValueSchema schema)
    {
        path.Push(path);
        object?[]? copy = null;
        var items = list.ItemSpan;
        for (var i = 0; i < items.Length; i++)
        {
            path.Index = i;
            var item = Value(items[i], schema.Element!) ?? schema.Element!.Zero;
            if (ReferenceEquals(item, items[i])) continue;
            copy ??= items.ToArray();
            copy[i] = item;
        }
        path.Pop();
        return copy is null ? list : JsonList.Adopt(copy);
    }

    private JsonMap Map(JsonMap map, ValueSchema schema)
    {
        var change = new MapChange(map, 0);
        var keys = map.KeySpan;
        var values = map.ValueSpan;
        for (var i = 0; i < keys.Length; i++)
        {
            if (duplicates is not null) CheckDuplicate(keys[i]);
            path.Push(keys[i]);
            change.Keep(i, Value(values[i], schema.Element!) ?? schema.Element!.Zero);
            path.Pop();
        }
        return change.Result();
    }

    private static object? ZeroOf(FieldSchema field) => field.IsPointer ? null : field.Value.Zero;

    private static bool IsZero(object value) => value switch
    {
        string text => text.Length == 0,
        long number => number == 0,
        double number => number == 0,
        bool flag => !flag,
        JsonList list => list.Count == 0,
        JsonMap map => map.Count == 0,
        _ => false,
    };

    private object WrongType(object value, ValueSchema schema)
    {
        typeError ??= TypeError(value, schema.GoName, schema.Shape is ValueShape.Int32 or ValueShape.Int64);
        return value;
    }

    private string TypeError(object value, string goType, bool isInteger = true)
    {
        var what = value switch
        {
            string => "string",
            bool => "bool",
            JsonMap => "object",
            JsonList => "array",
            _ => isInteger && goType.StartsWith("int", StringComparison.Ordinal) ? "number " + JsonText.ToString(value) : "number",
        };
        return $"json: cannot unmarshal {what} into Go struct field {inside!.ShortName}.{path.Fields()} of type {goType}";
    }

    private void CheckDuplicate(string name)
    {
        var place = path.Member(name);
        if (duplicates!.Contains(place)) AddStrictError("duplicate", place);
    }

    private void AddStrictError(string what, string place)
    {
        strictErrors ??= [];
        var error = $"{what} field {JsonText.ToString(place)}";
        if (strictErrors.Count < MostStrictErrors && !strictErrors.Contains(error)) strictErrors.Add(error);
    }
}
