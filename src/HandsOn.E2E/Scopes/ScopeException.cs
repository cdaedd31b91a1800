namespace HandsOn.E2E.Scopes;

/// <summary>Something would concern everybody who uses a cluster, and not the scenario alone: one sentence.</summary>
public sealed class ScopeException(string message) : Exception(message);
