using HandsOn.Kubernetes.Json;

namespace HandsOn.Cluster.Api.Resources.Shared.PodTemplates;

/// <summary>What a volume leaves out (pkg/apis/core/v1/defaults.go, SetDefaults_Volume and the functions of the sources).</summary>
internal static class VolumeDefaults
{
    private static readonly DefaultMembers Mode = new(("defaultMode", 420));
    private static readonly DefaultMembers HostPath = new(("type", ""));
    private static readonly DefaultMembers Token = new(("expirationSeconds", 3600));
    private static readonly DefaultMembers Iscsi = new(("iscsiInterface", "default"));
    private static readonly DefaultMembers Rbd = new(("pool", "rbd"), ("user", "admin"), ("keyring", "/etc/ceph/keyring"));
    private static readonly DefaultMembers AzureDisk = new(("cachingMode", "ReadWrite"), ("fsType", "ext4"), ("readOnly", false), ("kind", "Shared"));
    private static readonly DefaultMembers ScaleIo = new(("storageMode", "ThinProvisioned"), ("fsType", "xfs"));
    private static readonly DefaultMembers ClaimSpec = new(("resources", JsonMap.Empty), ("volumeMode", "Filesystem"));

    public static JsonMap Fill(JsonMap volume) => Count(volume) == 0
        ? volume.With("emptyDir", JsonMap.Empty)
        : FillSource(volume)
            .Change("secret", Mode.Fill)
            .Change("configMap", Mode.Fill)
            .Change("downwardAPI", FillDownward)
            .Change("projected", FillProjected)
            .Change("image", FillImage)
            .Change("ephemeral", FillEphemeral);

    /// <summary>The sources that a PersistentVolume can have as well.</summary>
    public static JsonMap FillSource(JsonMap volume) => volume
        .Change("hostPath", HostPath.Fill)
        .Change("iscsi", Iscsi.Fill)
        .Change("rbd", Rbd.Fill)
        .Change("azureDisk", AzureDisk.Fill)
        .Change("scaleIO", ScaleIo.Fill);

    public static JsonMap FillClaimSpec(JsonMap spec) => ClaimSpec.Fill(spec).Change("resources", ResourceLists.Round);

    private static int Count(JsonMap volume) => volume.ContainsKey("name") ? volume.Count - 1 : volume.Count;

    private static JsonMap FillDownward(JsonMap source) => Mode.Fill(source).ChangeEach("items", ContainerDefaults.FillFieldRef);

    private static JsonMap FillProjected(JsonMap source) => Mode.Fill(source).ChangeEach("sources", FillProjection);

    private static JsonMap FillProjection(JsonMap projection) => projection
        .Change("serviceAccountToken", Token.Fill)
        .Change("downwardAPI", FillDownwardItems);

    private static JsonMap FillDownwardItems(JsonMap source) => source.ChangeEach("items", ContainerDefaults.FillFieldRef);

    private static JsonMap FillImage(JsonMap image) => image["pullPolicy"] is null
        ? image.With("pullPolicy", ImageName.IsLatest(image.String("reference") ?? "") ? "Always" : "IfNotPresent")
        : image;

    private static JsonMap FillEphemeral(JsonMap source) => source.Change("volumeClaimTemplate", FillTemplate);

    private static JsonMap FillTemplate(JsonMap template) => template.ChangeOrAdd("spec", FillClaimSpec);
}
