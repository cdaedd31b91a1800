using System.Text;
using HandsOn.Cluster.Api.Resources.Shared;
using HandsOn.Kubernetes.Json;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>What a Secret leaves out (pkg/apis/core/v1/defaults.go, SetDefaults_Secret; conversion.go, stringData).</summary>
internal static class SecretDefaults
{
    private static readonly DefaultMembers Root = new(("type", "Opaque"));

    public static JsonMap Fill(JsonMap item) => Encode(Root.Fill(item));

    /// <summary><c>stringData</c> is written, never read: it goes over <c>data</c>.</summary>
    private static JsonMap Encode(JsonMap item)
    {
        if (!item.ContainsKey("stringData")) return item;
        var data = new JsonMapBuilder(item.Map("data"));
        foreach (var (key, text) in item.Map("stringData").Strings())
            data.Set(key, Convert.ToBase64String(Encoding.UTF8.GetBytes(text)));
        item = item.Without("stringData");
        return data.Count == 0 ? item : item.With("data", data.Build());
    }
}
