using HandsOn.Kubernetes.Objects;

namespace HandsOn.E2E.Api;

/// <summary>What a LIST gave.</summary>
/// <param name="Items">The objects; <c>apiVersion</c> and <c>kind</c> are filled in.</param>
/// <param name="ResourceVersion">The moment of the list, from which a watch goes on.</param>
public sealed record KubeList(IReadOnlyList<KubeObject> Items, string ResourceVersion);

/// <summary>One event of a watch.</summary>
/// <param name="Type"><c>ADDED</c>, <c>MODIFIED</c> or <c>DELETED</c>.</param>
/// <param name="Object">The object after the change; for <c>DELETED</c> as it last was.</param>
public sealed record WatchEvent(string Type, KubeObject Object);
