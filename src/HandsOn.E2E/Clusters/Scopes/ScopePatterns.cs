using System.Text.RegularExpressions;

namespace HandsOn.E2E.Clusters.Scopes;

/// <summary>Finds a scope's names in an output, whatever wrote it.</summary>
internal sealed class ScopePatterns(string @base)
{
    private readonly Regex name = new($@"(?<=[\w.:])-{Regex.Escape(@base)}(?![\w-])", RegexOptions.Compiled);
    private readonly Regex @namespace = new($@"(?<![\w-]){Regex.Escape(@base)}-(?=[a-z0-9])", RegexOptions.Compiled);
    private readonly Regex itself = new($@"(?<![\w-]){Regex.Escape(@base)}(?![\w-])", RegexOptions.Compiled);

    public string AsWritten(string output) => itself.Replace(@namespace.Replace(name.Replace(output, ""), ""), ClusterScope.Default);
}
