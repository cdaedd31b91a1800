namespace HandsOn.E2E.RealClusters.Retries;

/// <summary>A transient fault: the same operation may succeed a moment later.</summary>
/// <param name="Cause">Its cause, as the report counts it: <c>503</c>, <c>connection lost</c>.</param>
/// <param name="RetryAfter">The delay that the server asks for; <see langword="null"/> where it asks for none.</param>
internal sealed record Fault(string Cause, TimeSpan? RetryAfter = null);
