namespace HandsOn.Workloads.Images;

/// <summary>What containerd answers to a kubelet where an image cannot be had.</summary>
internal static class PullErrors
{
    private const string Schema1 = "application/vnd.docker.distribution.manifest.v1+prettyjws";
    private const string Schema2 = "application/vnd.docker.distribution.manifest.v2+json";
    private const string Oci = "application/vnd.oci.image.manifest.v1+json";

    public static string NotFound(ImageReference image) =>
        $"rpc error: code = NotFound desc = failed to pull and unpack image \"{image}\": failed to resolve reference \"{image}\": {image}: not found";

    public static string UnsupportedSchema(ImageReference image) =>
        $"rpc error: code = Unimplemented desc = failed to pull and unpack image \"{image}\": not implemented: media type \"{Schema1}\" "
        + $"is no longer supported since containerd v2.1, please rebuild the image as \"{Schema2}\" or \"{Oci}\"";

    public static string InvalidName(string image) => $"Failed to apply default image tag \"{image}\": couldn't parse image name \"{image}\": invalid reference format";
}
