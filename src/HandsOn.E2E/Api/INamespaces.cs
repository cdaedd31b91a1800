namespace HandsOn.E2E.Api;

/// <summary>The namespaces of the part of a cluster that somebody has for himself.</summary>
public interface INamespaces
{
    /// <summary>The name that a namespace has in the cluster; a name that has been given so is left alone.</summary>
    string NamespaceOf(string name);

    /// <summary>True where a namespace of the cluster belongs to the part.</summary>
    bool Contains(string @namespace);
}

/// <summary>A cluster of one's own: every name is what it says, every namespace belongs to it.</summary>
internal sealed class AllNamespaces : INamespaces
{
    public static AllNamespaces Instance { get; } = new();

    public string NamespaceOf(string name) => name;

    public bool Contains(string @namespace) => true;
}
