using System.Collections.Concurrent;
using System.Globalization;
using HandsOn.E2E.Api;
using HandsOn.E2E.Scopes.Adapting;
using HandsOn.Kubernetes.Json;

namespace HandsOn.E2E.Scopes;

/// <summary>
/// The part of a cluster that others use as well: a namespace of the scenario's own for each that it names, and names of its own for
/// what stands in none. All of them carry its labels; nothing else is ever changed.
/// </summary>
public sealed class SharedScope : ClusterScope
{
    private static readonly string[] Everybodys = ["kube-system", "kube-public", "kube-node-lease"];

    private readonly ConcurrentDictionary<string, bool> namespaces = new(StringComparer.Ordinal);
    private readonly ScopePatterns patterns;
    private readonly ManifestAdapter adapter;

    /// <summary>Makes the scope of one scenario.</summary>
    /// <param name="run">The run: letters, digits and dashes.</param>
    /// <param name="number">The scenario's number in its run.</param>
    /// <param name="catalog">What the server serves.</param>
    public SharedScope(string run, int number, ApiCatalog catalog)
    {
        Run = RunLabelOf(run);
        Base = string.Create(CultureInfo.InvariantCulture, $"handson-{Run}-{number}");
        Catalog = catalog;
        Made = new(this, catalog);
        patterns = new(Base);
        adapter = new(this);
        namespaces[Base] = true;
    }

    /// <summary>The run, as its label has it.</summary>
    public string Run { get; }

    /// <summary>A run, as its label has it.</summary>
    internal static string RunLabelOf(string run) => ScopeNames.Fit(run.ToLowerInvariant(), ScopeNames.MostForRun);

    /// <summary>What <c>default</c> is called here; every other name of the scope contains it.</summary>
    public string Base { get; }

    /// <summary>Who owns what is made here, as <see cref="ScopeMarks.Owner"/> has it; nobody where this is empty.</summary>
    public string Owner { get; init; } = "";

    /// <summary>The class of the ingress controller that the scenario installs; <see langword="null"/> where it uses another's.</summary>
    public string? IngressClass
    {
        get;
        init
        {
            field = value;
            if (value is not null) Made.Add("IngressClass", value);
        }
    }

    /// <summary>Whether that controller serves Ingresses that name no class, as ingress-nginx did before its 1.0: here they name it.</summary>
    public bool ServesClassless { get; init; }

    /// <summary>What the server serves.</summary>
    internal ApiCatalog Catalog { get; }

    /// <summary>What the scenario has made outside of namespaces.</summary>
    internal MadeNames Made { get; }

    /// <summary>The namespaces of the scenario, the first of them the one in which its reader works.</summary>
    public IReadOnlyList<string> Namespaces => [.. namespaces.Keys.OrderBy(n => n.Length).ThenBy(n => n, StringComparer.Ordinal)];

    /// <inheritdoc/>
    public override string NameOf(string name) =>
        name.EndsWith("-" + Base, StringComparison.Ordinal) ? name : $"{ScopeNames.Fit(name, ScopeNames.LongestName - Base.Length - 1)}-{Base}";

    /// <inheritdoc/>
    public override bool Contains(string @namespace) => @namespace == Base || @namespace.StartsWith(Base + "-", StringComparison.Ordinal);

    /// <summary>Whether a namespace is the cluster's own, which everybody may look at and nobody may change.</summary>
    public static bool IsEverybodys(string @namespace) => Everybodys.Contains(@namespace);

    /// <inheritdoc/>
    public override void Learn(JsonMap manifest) => adapter.Learn(manifest);

    /// <inheritdoc/>
    public override JsonMap Adapt(JsonMap manifest) => adapter.Adapt(manifest);

    /// <inheritdoc/>
    public override string AsWritten(string output) => patterns.AsWritten(ServesClassless ? ScopePatterns.WithoutOwnClass(output, NameOf(IngressClass ?? "")) : output);

    internal void AddNamespace(string @namespace) => namespaces[@namespace] = true;

    /// <inheritdoc/>
    protected override string NamedHere(string @namespace) =>
        IsEverybodys(@namespace) || Contains(@namespace) ? @namespace
        : @namespace == Default ? Base
        : $"{Base}-{ScopeNames.Fit(@namespace, ScopeNames.LongestNamespace - Base.Length - 1)}";
}
