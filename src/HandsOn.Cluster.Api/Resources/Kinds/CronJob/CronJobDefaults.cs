using HandsOn.Cluster.Api.Resources.Shared;
using HandsOn.Kubernetes.Json;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>What a CronJob leaves out (pkg/apis/batch/v1/defaults.go, SetDefaults_CronJob).</summary>
internal static class CronJobDefaults
{
    private static readonly DefaultMembers Root = new(("spec", JsonMap.Empty), ("status", JsonMap.Empty));
    private static readonly DefaultMembers Template = new(("metadata", JsonMap.Empty), ("spec", JsonMap.Empty));
    private static readonly DefaultMembers JobSpec = new(("template", JsonMap.Empty));

    private static readonly DefaultMembers Spec = new(
        ("concurrencyPolicy", "Allow"), ("suspend", false), ("jobTemplate", JsonMap.Empty),
        ("successfulJobsHistoryLimit", 3), ("failedJobsHistoryLimit", 1));

    public static JsonMap Fill(JsonMap item) => Root.Fill(item).Change("spec", FillSpec);

    private static JsonMap FillSpec(JsonMap spec) => Spec.Fill(spec).Change("jobTemplate", FillTemplate);

    private static JsonMap FillTemplate(JsonMap template) => Template.Fill(template).Change("spec", FillJobSpec);

    private static JsonMap FillJobSpec(JsonMap spec) => JobDefaults.FillTemplate(JobSpec.Fill(spec));
}
