using HandsOn.E2E.Inputs;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Scenarios.Support;

/// <summary>Objects written as YAML inside a scenario.</summary>
internal static class Yaml
{
    public static KubeObject Object(string yaml) => new(YamlFile.Parse(yaml, "this scenario").Single().Root);
}
