using System.Text;

namespace HandsOn.Cluster.Kubelet;

/// <summary>
/// <c>$(NAME)</c> in commands, arguments and values; <c>$$(NAME)</c> stands for itself, and so does what is not known
/// (third_party/forked/golang/expansion/expand.go).
/// </summary>
internal static class VariableExpansion
{
    public static string Expand(string input, Func<string, string?> valueOf)
    {
        if (!input.Contains('$', StringComparison.Ordinal)) return input;
        var result = new StringBuilder(input.Length);
        for (var i = 0; i < input.Length; i++)
        {
            if (input[i] != '$' || i + 1 == input.Length) result.Append(input[i]);
            else if (input[i + 1] == '$')
            {
                result.Append('$');
                i++;
            }
            else if (input[i + 1] == '(' && input.IndexOf(')', i + 2) is var end and > 0)
            {
                var name = input[(i + 2)..end];
                result.Append(valueOf(name) ?? $"$({name})");
                i = end;
            }
            else result.Append('$');
        }
        return result.ToString();
    }
}
