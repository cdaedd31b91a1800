using HandsOn.Kubernetes.Json;

namespace HandsOn.Kubernetes.Patching;

/// <summary>
/// A document while the operations of a JSON patch change it. A map or list is copied once, when an operation first changes
/// something in it, and is changed in place from then on (a <see cref="JsonMapBuilder"/>, a <see cref="List{T}"/>): ten thousand
/// operations on one map cost no ten thousand copies of it. What no operation touches stays the same references.
/// </summary>
internal sealed class PatchDocument(JsonMap document)
{
    private object? root = document;

    /// <summary>The value at a path; null where a map does not have it.</summary>
    public object? Get(JsonPointer path)
    {
        if (path.IsRoot) return Closed(root, 0);
        var container = root;
        foreach (var step in path.Parents) container = Child(container, step);
        return Closed(Child(container, path.Last), 0);
    }

    /// <summary>Inserts the value into a list, or sets it in a map.</summary>
    public void Add(JsonPointer path, object? value)
    {
        switch (Open(path))
        {
            case JsonMapBuilder map: map.Put(path.Last, value); break;
            case List<object?> list when path.Last == "-": list.Add(value); break;
            case List<object?> list: list.Insert(JsonPointer.Index(path.Last, list.Count + 1), value); break;
        }
    }

    /// <summary>Sets the value in the place of an item of a list, or in a map; at the root, instead of the document.</summary>
    public void Replace(JsonPointer path, object? value)
    {
        if (path.IsRoot)
        {
            root = value is JsonMap or JsonList ? value : throw JsonPatch.Refused();
            return;
        }
        switch (Open(path))
        {
            case JsonMapBuilder map: map.Put(path.Last, value); break;
            case List<object?> list: list[JsonPointer.Index(path.Last, list.Count)] = value; break;
        }
    }

    /// <summary>Takes the value away, which must be there.</summary>
    /// <returns>The value, perhaps open: it can be added elsewhere, but not kept.</returns>
    public object? Remove(JsonPointer path)
    {
        var container = Open(path);
        var value = Child(container, path.Last);
        if (container is List<object?> list) list.RemoveAt(JsonPointer.Index(path.Last, list.Count));
        else if (!((JsonMapBuilder)container).Remove(path.Last)) throw JsonPatch.Refused();
        return value;
    }

    /// <summary>The document as the operations have left it.</summary>
    /// <exception cref="Errors.StatusException">422: it is no object, or is nested too deeply.</exception>
    public JsonMap Close()
    {
        var closed = Closed(root, 0) as JsonMap ?? throw JsonPatch.Refused();
        CopySize.Of(closed);
        return closed;
    }

    /// <summary>The container of a path's value, ready to be changed, and so is everything on the way to it.</summary>
    private object Open(JsonPointer path)
    {
        var parents = path.Parents;
        var container = root = Opened(root);
        foreach (var step in parents)
        {
            var child = Opened(Child(container, step));
            if (container is List<object?> list) list[JsonPointer.Index(step, list.Count)] = child;
            else ((JsonMapBuilder)container).Put(step, child);
            container = child;
        }
        return container;
    }

    private static object Opened(object? container) => container switch
    {
        JsonMap map => new JsonMapBuilder(map),
        JsonList list => new List<object?>(list),
        JsonMapBuilder or List<object?> => container,
        _ => throw JsonPatch.Refused(),
    };

    private static object? Closed(object? value, int depth)
    {
        if (depth > JsonText.MostDepth) throw JsonPatch.Refused();
        return value switch
        {
            JsonMapBuilder map => map.Build(member => Closed(member, depth + 1)),
            List<object?> list => JsonList.From(list.Select(item => Closed(item, depth + 1))),
            _ => value,
        };
    }

    private static object? Child(object? container, string step) => container switch
    {
        JsonMapBuilder map => map.Get(step),
        JsonMap map => map[step],
        List<object?> list => list[JsonPointer.Index(step, list.Count)],
        JsonList list => list[JsonPointer.Index(step, list.Count)],
        _ => throw JsonPatch.Refused(),
    };
}
