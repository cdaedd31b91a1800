namespace HandsOn.Cluster.Api.Requests;

/// <summary>Who is asking: what authentication found out.</summary>
internal sealed record UserInfo(string Name, IReadOnlyList<string> Groups)
{
    public string Uid { get; init; } = "";

    public IReadOnlyDictionary<string, IReadOnlyList<string>> Extra { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>True where it is a member of <c>system:masters</c>, who may do everything.</summary>
    public bool IsPrivileged => Groups.Contains("system:masters");

    public static readonly UserInfo Anonymous = new("system:anonymous", ["system:unauthenticated"]);

    /// <summary>The API server talking to itself.</summary>
    public static readonly UserInfo Loopback = new("system:apiserver", ["system:masters", "system:authenticated"]);

    public static UserInfo ServiceAccount(string @namespace, string name, string uid = "") => new(
        $"system:serviceaccount:{@namespace}:{name}",
        ["system:serviceaccounts", $"system:serviceaccounts:{@namespace}", "system:authenticated"])
    { Uid = uid };

    /// <summary>A part of the control plane (<c>system:kube-scheduler</c>).</summary>
    public static UserInfo Component(string name) => new(name, ["system:authenticated"]);

    public static UserInfo Node(string name) => new($"system:node:{name}", ["system:nodes", "system:authenticated"]);
}
