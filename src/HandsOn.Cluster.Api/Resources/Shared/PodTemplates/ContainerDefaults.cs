using HandsOn.Kubernetes.Json;

namespace HandsOn.Cluster.Api.Resources.Shared.PodTemplates;

/// <summary>What a container leaves out (pkg/apis/core/v1/defaults.go, SetDefaults_Container and what stands in a container).</summary>
internal static class ContainerDefaults
{
    private static readonly DefaultMembers Always = new(
        ("resources", JsonMap.Empty), ("terminationMessagePath", "/dev/termination-log"), ("terminationMessagePolicy", "File"),
        ("imagePullPolicy", "Always"));

    private static readonly DefaultMembers IfNotPresent = new(
        ("resources", JsonMap.Empty), ("terminationMessagePath", "/dev/termination-log"), ("terminationMessagePolicy", "File"),
        ("imagePullPolicy", "IfNotPresent"));

    private static readonly DefaultMembers Port = new(("protocol", "TCP"));
    private static readonly DefaultMembers Probe = new(("timeoutSeconds", 1), ("periodSeconds", 10), ("successThreshold", 1), ("failureThreshold", 3));
    private static readonly DefaultMembers HttpGet = new(("path", "/"), ("scheme", "HTTP"));
    private static readonly DefaultMembers Grpc = new(("service", ""));
    private static readonly DefaultMembers FieldRef = new(("apiVersion", "v1"));
    private static readonly DefaultMembers FileKeyRef = new(("optional", false));

    public static JsonMap Fill(JsonMap container) =>
        (ImageName.IsLatest(container.String("image") ?? "") ? Always : IfNotPresent).Fill(container)
            .ChangeEach("ports", Port.Fill)
            .ChangeEach("env", FillVariable)
            .Change("resources", ResourceLists.Round)
            .Change("livenessProbe", FillProbe)
            .Change("readinessProbe", FillProbe)
            .Change("startupProbe", FillProbe)
            .Change("lifecycle", FillLifecycle);

    public static JsonMap FillFieldRef(JsonMap holder) => holder.Change("fieldRef", FieldRef.Fill);

    private static JsonMap FillVariable(JsonMap variable) => variable.Change("valueFrom", FillSource);

    private static JsonMap FillSource(JsonMap source) => FillFieldRef(source).Change("fileKeyRef", FileKeyRef.Fill);

    private static JsonMap FillProbe(JsonMap probe) => Probe.Fill(probe).Change("httpGet", HttpGet.Fill).Change("grpc", Grpc.Fill);

    private static JsonMap FillLifecycle(JsonMap lifecycle) => lifecycle.Change("postStart", FillHook).Change("preStop", FillHook);

    private static JsonMap FillHook(JsonMap hook) => hook.Change("httpGet", HttpGet.Fill);
}
