namespace HandsOn.Kubernetes.Errors;

/// <summary>Where in an object a field stands, as validation messages spell it: <c>spec.template.spec.containers[0].image</c>.</summary>
public sealed class FieldPath
{
    private readonly FieldPath? parent;
    private readonly string step;

    private FieldPath(FieldPath? parent, string step)
    {
        this.parent = parent;
        this.step = step;
    }

    /// <summary>A path from the object's root.</summary>
    public static FieldPath Root(string name) => new(null, name);

    /// <summary>A member of what stands here.</summary>
    public FieldPath Child(string name) => new(this, "." + name);

    /// <summary>An item of the list that stands here.</summary>
    public FieldPath Index(int index) => new(this, $"[{index}]");

    /// <summary>An entry of the map that stands here.</summary>
    public FieldPath Key(string key) => new(this, $"[{key}]");

    /// <inheritdoc/>
    public override string ToString() => parent is null ? step : parent + step;
}
