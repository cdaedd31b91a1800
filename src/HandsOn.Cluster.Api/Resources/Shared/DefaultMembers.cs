using HandsOn.Kubernetes.Json;

namespace HandsOn.Cluster.Api.Resources.Shared;

/// <summary>The members that a map gets where it lacks them; made once, so that defaulting allocates nothing where nothing is missing.</summary>
internal sealed class DefaultMembers
{
    private readonly KeyValuePair<string, object?>[] members;

    public DefaultMembers(params ReadOnlySpan<(string Key, object? Value)> members)
    {
        this.members = new KeyValuePair<string, object?>[members.Length];
        for (var i = 0; i < members.Length; i++) this.members[i] = new(members[i].Key, JsonValue.Normalize(members[i].Value));
        Fill = map => map.WithDefaults(this.members);
    }

    /// <summary>Gives a map what it lacks. One delegate for good, since it is handed on for every list and child.</summary>
    public Func<JsonMap, JsonMap> Fill { get; }
}
