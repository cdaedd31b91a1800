using System.Globalization;

namespace HandsOn.Kubernetes.Patching;

/// <summary>
/// A path such as <c>/spec/containers/0/image</c>, with the liberties that Kubernetes' JSON patch library takes: negative indexes
/// count from the end, what stands before the first slash does not matter.
/// </summary>
internal readonly struct JsonPointer
{
    private readonly string[] steps;

    private JsonPointer(bool isRoot, string[] steps)
    {
        IsRoot = isRoot;
        this.steps = steps;
    }

    /// <summary>True where this is the empty path: the whole document, which only <c>replace</c> and <c>test</c> take.</summary>
    public bool IsRoot { get; }

    /// <summary>The steps to the container of the value.</summary>
    /// <exception cref="Errors.StatusException">422: the path leads to no member of anything.</exception>
    public ReadOnlySpan<string> Parents => steps.Length > 0 ? steps.AsSpan(0, steps.Length - 1) : throw JsonPatch.Refused();

    /// <summary>The member's name or the item's index.</summary>
    public string Last => steps[^1];

    public static JsonPointer Parse(string path) => new(path.Length == 0, [.. path.Split('/').Skip(1).Select(s =>
        s.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))]);

    /// <summary>The index that a step names in a list of so many items.</summary>
    /// <exception cref="Errors.StatusException">422: it names none.</exception>
    public static int Index(string text, int count)
    {
        if (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var index)) throw JsonPatch.Refused();
        if (index < 0) index += count;
        return index >= 0 && index < count ? index : throw JsonPatch.Refused();
    }
}
