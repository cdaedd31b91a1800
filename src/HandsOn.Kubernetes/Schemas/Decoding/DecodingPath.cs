using System.Globalization;
using System.Text;

namespace HandsOn.Kubernetes.Schemas.Decoding;

/// <summary>Where the decoder stands. Costs next to nothing while nothing is wrong: names are joined only for a message.</summary>
internal sealed class DecodingPath
{
    private object[] steps = new object[32];
    private int[] indices = new int[32];
    private int depth;

    /// <summary>Goes into a member (<see cref="FieldSchema"/>), an entry of a map (its key) or a list (this path itself; set <see cref="Index"/>).</summary>
    public void Push(object step)
    {
        if (depth == steps.Length)
        {
            Array.Resize(ref steps, depth * 2);
            Array.Resize(ref indices, depth * 2);
        }
        steps[depth++] = step;
    }

    public void Pop() => depth--;

    /// <summary>The item of the innermost list.</summary>
    public int Index
    {
        set => indices[depth - 1] = value;
    }

    /// <summary>As strict errors spell a member of this place: <c>spec.containers[0].foo</c>.</summary>
    public string Member(string name)
    {
        var text = new StringBuilder();
        for (var i = 0; i < depth; i++)
        {
            if (steps[i] == (object)this) text.Append('[').Append(indices[i].ToString(CultureInfo.InvariantCulture)).Append(']');
            else Append(text, steps[i] as string ?? ((FieldSchema)steps[i]).Name);
        }
        return Append(text, name).ToString();
    }

    /// <summary>As Go's type errors spell this place: fields only, with the structs that embed them: <c>spec.volumes.VolumeSource.emptyDir</c>.</summary>
    public string Fields()
    {
        var text = new StringBuilder();
        for (var i = 0; i < depth; i++)
        {
            if (steps[i] is not FieldSchema field) continue;
            if (field.Embedded.Length > 0) Append(text, field.Embedded);
            Append(text, field.Name);
        }
        return text.ToString();
    }

    private static StringBuilder Append(StringBuilder text, string name) =>
        (text.Length == 0 ? text : text.Append('.')).Append(name);
}
