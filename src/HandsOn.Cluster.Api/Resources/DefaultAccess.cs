namespace HandsOn.Cluster.Api.Resources;

/// <summary>Verbs that a user-facing role has on a kind by default.</summary>
/// <param name="Role">The role: <c>view</c>, <c>edit</c> or <c>admin</c>.</param>
/// <param name="Verbs">The verbs, sorted.</param>
/// <param name="Subresources">Names of the kind's subresources; empty for the kind itself.</param>
internal sealed record DefaultAccess(string Role, IReadOnlyList<string> Verbs, IReadOnlyList<string> Subresources);
