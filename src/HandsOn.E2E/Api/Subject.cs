namespace HandsOn.E2E.Api;

/// <summary>An object that may or may not exist.</summary>
/// <param name="Kind">Its kind: <c>Deployment</c>.</param>
/// <param name="Namespace">Its namespace.</param>
/// <param name="Name">Its name.</param>
public sealed record Subject(string Kind, string Namespace, string Name)
{
    /// <summary>The object, under the name that its namespace has in the cluster.</summary>
    internal Subject In(INamespaces namespaces) => this with { Namespace = namespaces.NamespaceOf(Namespace) };
}
