namespace HandsOn.E2E.Api;

/// <summary>An object that may or may not exist.</summary>
/// <param name="Kind">Its kind: <c>Deployment</c>.</param>
/// <param name="Namespace">Its namespace.</param>
/// <param name="Name">Its name.</param>
public sealed record Subject(string Kind, string Namespace, string Name);
