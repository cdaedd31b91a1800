namespace HandsOn.E2E.Clusters;

/// <summary>The ingress controllers that scenarios can use.</summary>
public static class IngressSettings
{
    /// <summary>The class of ingress-nginx, which the hands-on installs itself.</summary>
    public const string DefaultClass = "nginx";
}
