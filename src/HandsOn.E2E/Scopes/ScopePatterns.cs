using System.Text.RegularExpressions;
using HandsOn.E2E.Scopes.Adapting;

namespace HandsOn.E2E.Scopes;

/// <summary>Finds a scope's names in an output, whatever wrote it.</summary>
internal sealed class ScopePatterns(string @base)
{
    private readonly Regex name = new($@"(?<=[\w.:])-{Regex.Escape(@base)}(?![\w-])", RegexOptions.Compiled);
    private readonly Regex @namespace = new($@"(?<![\w-]){Regex.Escape(@base)}-(?=[a-z0-9])", RegexOptions.Compiled);
    private readonly Regex itself = new($@"(?<![\w-]){Regex.Escape(@base)}(?![\w-])", RegexOptions.Compiled);

    /// <summary>An output without the class that an Ingress has got here only because it named none.</summary>
    public static string WithoutOwnClass(string output, string ingressClass) =>
        Regex.Replace(output, $@"(?<=^Annotations: +){Regex.Escape(References.ClassAnnotation)}: {Regex.Escape(ingressClass)}$(?!\n\s+\S+: )", "<none>", RegexOptions.Multiline);

    public string AsWritten(string output) => itself.Replace(@namespace.Replace(name.Replace(output, ""), ""), ClusterScope.Default);
}
