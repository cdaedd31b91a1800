using HandsOn.Kubernetes.Objects;

namespace HandsOn.Kubernetes.Schemas.Tables;

/// <summary>
/// One <c>.schema</c> file, split into its declarations; shapes are still text. The format, a declaration a line, fields indented:
/// <code>
/// package io.k8s.api.core.v1            types are named after it; other files write core.v1.Name
/// api v1                                the apiVersion of its kinds
/// same io.k8s.api.rbac.v1 only Role     takes over another package's types (all, or the kinds named and what they need)
/// alias PullPolicy = string enum=A|B    a named shape; go=types.UID: Go's name for it; wrapped: protobuf wraps the list
/// kind Pod, PodList                     a type with apiVersion and kind, and the type of its lists
/// type PodSpec atomic                   any other type; atomic: server-side apply takes it as one value
///   containers  []Container  2  ...     JSON name, shape (* = may be absent), protobuf number, attributes of <see cref="FieldReader"/>
///   ...         VolumeSource 2          the fields of that type stand here
/// </code>
/// </summary>
internal sealed class TableText
{
    public string Package { get; private set; } = "";

    public GroupVersion Api { get; private set; }

    public string? SameAs { get; private set; }

    public IReadOnlyList<string> Only { get; private set; } = [];

    public Dictionary<string, string[]> Aliases { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, TypeText> Types { get; } = new(StringComparer.Ordinal);

    /// <summary>The last two parts of the package: <c>core.v1</c>.</summary>
    public string ShortPackage => Package[(Package.LastIndexOf('.', Package.LastIndexOf('.') - 1) + 1)..];

    public static TableText Read(string text)
    {
        var table = new TableText();
        TypeText? open = null;
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOf('\n', start);
            if (end < 0) end = text.Length;
            if (end > start)
            {
                if (text[start] == ' ') open!.Lines.Add(text.AsMemory(start, end - start));
                else open = table.Declare(text[start..end].Split(' ', StringSplitOptions.RemoveEmptyEntries));
            }
            start = end + 1;
        }
        return table;
    }

    private TypeText? Declare(string[] words)
    {
        switch (words[0])
        {
            case "package":
                Package = words[1];
                return null;
            case "api":
                Api = GroupVersion.Parse(words[1]);
                return null;
            case "same":
                SameAs = words[1];
                Only = words is [_, _, "only", var kinds] ? kinds.Split(',') : [];
                return null;
            case "alias":
                Aliases.Add(words[1], words[3..]);
                return null;
            case "kind" or "type":
                var type = new TypeText(words[1].TrimEnd(','), words[0] == "kind", words.Contains("atomic"), words[1].EndsWith(',') ? words[2] : null);
                Types.Add(type.Name, type);
                return type;
            default:
                throw new FormatException($"{Package}: '{words[0]}' is no declaration of a schema table");
        }
    }
}

/// <summary>One <c>kind</c> or <c>type</c> of a table, with the lines of its fields.</summary>
internal sealed record TypeText(string Name, bool IsKind, bool IsAtomic, string? ListName)
{
    public List<ReadOnlyMemory<char>> Lines { get; } = [];

    public IEnumerable<string[]> Fields => Lines.Select(l => l.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
