using HandsOn.Cluster.Api.Pods;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;
using HandsOn.Kubernetes.Versions;

namespace HandsOn.Cluster.Kubelet;

/// <summary>The conditions that a kubelet sets (pkg/kubelet/status/generate.go); those of others stay as they are, before its own.</summary>
internal static class PodConditions
{
    private static readonly string[] Own = ["PodReadyToStartContainers", "Initialized", "Ready", "ContainersReady", "PodScheduled"];

    public static JsonList Build(PodState state, KubeObject current, string phase, DateTimeOffset now, int minor)
    {
        var old = current.Status.List("conditions");
        var result = new List<JsonMap>(old.Maps().Where(c => !Own.Contains(c.String("type"))));
        void Add(string type, bool status, string reason, string message) =>
            result.Add(PodCondition.Make(type, status ? "True" : "False", reason, message, old.Find("type", type), current.Generation, now, minor));

        if (minor >= SinceMinor.PodReadyToStartContainers) Add("PodReadyToStartContainers", state.Sandbox is not null, "", "");
        var (initialized, initReason, initMessage) = Initialized(state, phase);
        Add("Initialized", initialized, initReason, initMessage);
        var (containers, reason, message) = ContainersReady(state, phase);
        var (ready, readyReason, readyMessage) = containers ? Gates(state.Pod, old) : (containers, reason, message);
        Add("Ready", ready, readyReason, readyMessage);
        Add("ContainersReady", containers, reason, message);
        Add("PodScheduled", true, "", "");
        return JsonList.From(result);
    }

    private static (bool, string, string) Initialized(PodState state, string phase)
    {
        if (phase == PodPhase.Succeeded) return (true, "PodCompleted", "");
        var incomplete = state.HasStarted ? [] : state.InitContainers.Where(c => !PodPhase.IsInitialized(c)).Select(c => c.Name).ToList();
        return incomplete.Count == 0 ? (true, "", "") : (false, "ContainersNotInitialized", $"containers with incomplete status: [{string.Join(' ', incomplete)}]");
    }

    private static (bool, string, string) ContainersReady(PodState state, string phase)
    {
        if (phase == PodPhase.Succeeded) return (false, "PodCompleted", "");
        if (phase == PodPhase.Failed) return (false, "PodFailed", "");
        var unready = state.Containers.Where(c => c.Kind is ContainerKind.Sidecar or ContainerKind.Regular && !c.IsReady).Select(c => c.Name).ToList();
        return unready.Count == 0 ? (true, "", "") : (false, "ContainersNotReady", $"containers with unready status: [{string.Join(' ', unready)}]");
    }

    private static (bool, string, string) Gates(KubeObject pod, JsonList conditions)
    {
        var problems = new List<string>();
        foreach (var gate in pod.Spec.List("readinessGates").Maps().Select(g => g.String("conditionType") ?? ""))
        {
            var condition = conditions.Find("type", gate);
            if (condition is null) problems.Add($"corresponding condition of pod readiness gate {FieldErrors.Show(gate)} does not exist.");
            else if (condition.String("status") is var status && status != "True")
                problems.Add($"the status of pod readiness gate {FieldErrors.Show(gate)} is not \"True\", but {status}");
        }
        return problems.Count == 0 ? (true, "", "") : (false, "ReadinessGatesNotReady", string.Join(", ", problems));
    }
}
