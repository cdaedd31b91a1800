namespace HandsOn.E2E.Clusters;

/// <summary>An image that a run needs.</summary>
/// <param name="Name">What a manifest calls it: <c>docker.io/redis:6.0.5</c>.</param>
/// <param name="Place">Where it is named, for people: <c>frontend-deployment.yaml:20</c>; empty where that helps nobody.</param>
public sealed record NamedImage(string Name, string Place = "");
