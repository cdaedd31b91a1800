using System.Reflection;
using HandsOn.E2E.Clusters;
using HandsOn.E2E.Inputs;
using HandsOn.E2E.Versions;
using HandsOn.Kubernetes.Json;

namespace HandsOn.E2E.RealClusters.K3s.Releases;

/// <summary>The table of k3s releases: which image a user means by a minor, a release or an image.</summary>
internal sealed class K3sReleases
{
    private readonly JsonMap table;
    private readonly IReadOnlyList<(KubernetesMinor Minor, string Release, bool Supported)> releases;

    private K3sReleases(JsonMap table)
    {
        this.table = table;
        releases = [.. table.List("releases").Maps().Select(r => (KubernetesMinor.Parse(r.String("release")!), r.String("release")!, r.Bool("supported") == true)).OrderBy(r => r.Item1)];
    }

    /// <summary>The table that comes with this project.</summary>
    public static K3sReleases Default { get; } = new(Read());

    /// <summary>The newest minor that Kubernetes supports.</summary>
    public KubernetesMinor Newest => Supported[^1];

    /// <summary>The minors that Kubernetes supports, oldest first.</summary>
    public IReadOnlyList<KubernetesMinor> Supported => [.. releases.Where(r => r.Supported).Select(r => r.Minor)];

    /// <summary>The minors of the table, oldest first.</summary>
    public IReadOnlyList<KubernetesMinor> Minors => [.. releases.Select(r => r.Minor)];

    /// <summary>The release that a request asks for: an image or a release where it names one, else the newest of its minor.</summary>
    /// <exception cref="ClusterException">There is no such release: one sentence.</exception>
    public K3sRelease Choose(ClusterRequest request) => request.Release is { } named ? Named(named) : Of(OfMinor(request.Minor ?? Newest));

    private string OfMinor(KubernetesMinor minor) => releases.FirstOrDefault(r => r.Minor == minor).Release
        ?? throw new ClusterException($"there is no k3s of Kubernetes {minor} in the table of releases, which has {releases[0].Minor} to {releases[^1].Minor}; a release can be named itself, as v{minor}.0+k3s1");

    private K3sRelease Named(string said)
    {
        if (said.Contains('/') || said.Contains(':'))
            return KubernetesMinor.TryParse(said[(said.LastIndexOf(':') + 1)..], out _) && said.LastIndexOf(':') > said.LastIndexOf('/')
                ? Of(said[(said.LastIndexOf(':') + 1)..], said)
                : throw new ClusterException($"the image {said} does not say by its tag which Kubernetes is in it; its tag must begin like v1.36.5");
        if (!KubernetesMinor.TryParse(said, out var minor)) throw new ClusterException($"\"{said}\" is no release of k3s; write it as 1.36, v1.36.5+k3s1 or {table.String("image")}:v1.36.5-k3s1");
        var version = said.TrimStart('v').Replace('-', '+');
        if (!KubernetesMinor.NamesRelease(version)) return Of(OfMinor(minor));
        // Somebody who names no build of k3s means the one that the table knows, or the first.
        return Of(version.Contains('+') ? $"v{version}" : releases.FirstOrDefault(r => r.Release.StartsWith($"v{version}+", StringComparison.Ordinal)).Release ?? $"v{version}+k3s1");
    }

    private K3sRelease Of(string release, string? image = null)
    {
        var minor = KubernetesMinor.Parse(release);
        return new(image ?? $"{table.String("image")}:{release.Replace('+', '-')}", minor,
            VersionOf(release) >= Version.Parse(table.String("schema1RefusedFrom")!), minor.CompareTo(KubernetesMinor.Parse(table.String("cgroup1RefusedFrom")!)) >= 0);
    }

    private static Version VersionOf(string release) =>
        Version.TryParse(release.TrimStart('v').Split('+', '-')[0], out var version) ? version : new(1, KubernetesMinor.Parse(release).Number);

    private static JsonMap Read()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(typeof(K3sReleases), "releases.yaml")!;
        using var reader = new StreamReader(stream);
        return YamlFile.Parse(reader.ReadToEnd(), "releases.yaml").Single().Root;
    }
}
