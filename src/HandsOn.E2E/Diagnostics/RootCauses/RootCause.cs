using HandsOn.E2E.Api;

namespace HandsOn.E2E.Diagnostics.RootCauses;

/// <summary>Finds why something is not as it should be, and says it in one sentence.</summary>
public static class RootCause
{
    /// <summary>The cause; <see langword="null"/> where the objects show none.</summary>
    public static Cause? Of(ClusterState state, Subject subject)
    {
        if (state.Find(subject.Kind, subject.Namespace, subject.Name) is { } found)
            return subject.Kind switch
            {
                "Deployment" => DeploymentCause.Of(state, found),
                "ReplicaSet" => ReplicaSetCause.Of(state, found),
                "Pod" => PodCause.Of(state, found),
                "Service" => ServiceCause.Of(state, found),
                "Ingress" => IngressCause.Of(state, found),
                "Job" => JobCause.Of(state, found),
                _ => state.Warning(found) is { } warning ? Cause.In(found, "", Clause(warning)) : null,
            };
        var others = state.All(subject.Kind, subject.Namespace).Select(o => o.Name).Order().ToList();
        return new($"{subject.Kind} {subject.Name} does not exist in namespace {subject.Namespace}"
            + (others.Count == 0 ? "" : $" ({(others.Count == 1 ? "there is" : "there are")} {string.Join(", ", others)})"), subject);
    }

    /// <summary>A message of the cluster as part of a sentence: one line, without its full stop.</summary>
    internal static string Clause(string message) => message.Trim().ReplaceLineEndings(" ").TrimEnd('.');
}
