using HandsOn.Kubernetes.Json;

namespace HandsOn.E2E.Scopes.Adapting;

/// <summary>Puts the marks on what a scenario makes outside of namespaces, by which it is found again.</summary>
internal sealed class Marks(SharedScope scope)
{
    public JsonMap Put(JsonMap manifest)
    {
        var marked = manifest.SetIn(scope.Run, "metadata", "labels", ScopeMarks.Run).SetIn(scope.Base, "metadata", "labels", ScopeMarks.Scope);
        return scope.Owner.Length == 0 ? marked : marked.SetIn(scope.Owner, "metadata", "annotations", ScopeMarks.Owner);
    }
}
