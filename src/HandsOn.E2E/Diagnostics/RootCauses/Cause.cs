using HandsOn.E2E.Api;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.E2E.Diagnostics.RootCauses;

/// <summary>Why something is not as it should be.</summary>
/// <param name="Sentence">In one sentence.</param>
/// <param name="Culprit">The object that says something wrong, where one does.</param>
/// <param name="Field">Which of its fields: <c>spec.selector</c>; empty where the whole object is meant.</param>
public sealed record Cause(string Sentence, Subject? Culprit = null, string Field = "")
{
    internal static Cause In(KubeObject culprit, string field, string sentence) => new(sentence, new(culprit.Kind, culprit.Namespace, culprit.Name), field);

    /// <summary>What is wrong with a pod is wrong in the template that it was made from.</summary>
    internal Cause FromTemplateOf(KubeObject owner) =>
        Culprit is { Kind: "Pod" } ? this with { Culprit = new(owner.Kind, owner.Namespace, owner.Name), Field = Field.Length == 0 ? "" : "spec.template." + Field }
        : Culprit is { Kind: "ReplicaSet" } ? this with { Culprit = new(owner.Kind, owner.Namespace, owner.Name) }
        : this;
}
