using HandsOn.E2E.Api;
using HandsOn.Kubernetes.Json;

namespace HandsOn.E2E.Scopes;

/// <summary>
/// The part of a cluster that a scenario has for itself. A scenario, a text and its manifests use the names of a cluster of their
/// own (<c>default</c>, <c>ingress-nginx</c>); a scope says what these are called in the cluster that there is. Every method
/// leaves a name alone that it has given itself.
/// </summary>
public abstract class ClusterScope : INamespaces
{
    /// <summary>The namespace of objects that name none.</summary>
    public const string Default = "default";

    /// <summary>A whole cluster: every name is what it says.</summary>
    public static ClusterScope Whole { get; } = new WholeCluster();

    /// <summary>Whether names are the same here as in a cluster of one's own.</summary>
    public virtual bool IsWhole => false;

    /// <summary>The namespace in which the reader works.</summary>
    public string Namespace => NamespaceOf(Default);

    /// <summary>What a namespace is called here; those of the cluster itself (<c>kube-system</c>) are everybody's.</summary>
    public string NamespaceOf(string name) => name.Length == 0 ? name : NamedHere(name);

    /// <summary>What an object without a namespace is called here that the scenario makes (a ClusterRole, an IngressClass).</summary>
    public abstract string NameOf(string name);

    /// <summary>Whether a namespace belongs to the scenario.</summary>
    public abstract bool Contains(string @namespace);

    /// <summary>A manifest with the names of this scope, and the labels by which it is known.</summary>
    /// <exception cref="ScopeException">It concerns everybody who uses the cluster: one sentence.</exception>
    public abstract JsonMap Adapt(JsonMap manifest);

    /// <summary>Takes note of what a manifest makes, so that whatever refers to it is read so, in whatever order they come.</summary>
    public virtual void Learn(JsonMap manifest)
    {
    }

    /// <summary>An output with the names that the text uses in place of those of this scope.</summary>
    public virtual string AsWritten(string output) => output;

    /// <summary>What a namespace is called here; never asked for the empty one of objects that stand in none.</summary>
    protected abstract string NamedHere(string @namespace);
}
