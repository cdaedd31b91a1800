namespace HandsOn.E2E.Scopes;

/// <summary>By what everything is known that a run makes in a cluster which others use.</summary>
public static class ScopeMarks
{
    /// <summary>The label that names the run.</summary>
    public const string Run = "handson-e2e/run";

    /// <summary>The label that names the scenario's part.</summary>
    public const string Scope = "handson-e2e/scope";

    /// <summary>The annotation that says which process, on which machine, takes it away.</summary>
    public const string Owner = "handson-e2e/owner";
}
