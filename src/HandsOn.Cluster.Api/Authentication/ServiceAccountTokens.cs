using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using HandsOn.Cluster.Api.Requests;
using HandsOn.Cluster.Api.Resources.Kinds;
using HandsOn.Cluster.Api.Storage;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Naming;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Authentication;

/// <summary>
/// Issues and checks service-account tokens: JWTs bound to the account and, where there is one, to a pod; they end with either
/// (pkg/serviceaccount/claims.go, pkg/serviceaccount/jwt.go).
/// </summary>
internal sealed class ServiceAccountTokens(ObjectStore store, TimeProvider time, IRandomSource random) : IDisposable
{
    /// <summary>The issuer, which is also the API server's audience.</summary>
    public const string Issuer = "https://kubernetes.default.svc.cluster.local";

    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    /// <summary>A token for a service account.</summary>
    /// <param name="account">The ServiceAccount.</param>
    /// <param name="lifetime">How long it is good for.</param>
    /// <param name="audiences">Who it is meant for; empty for the API server.</param>
    /// <param name="boundTo">The Pod or Secret with which it ends, or null.</param>
    public (string Token, DateTimeOffset Expires) Issue(KubeObject account, TimeSpan lifetime, IReadOnlyList<string> audiences, KubeObject? boundTo = null)
    {
        var now = time.GetUtcNow();
        var expires = now + lifetime;
        var about = JsonMap.Of(
            ("namespace", account.Namespace),
            ("node", boundTo?.Spec.String("nodeName") is { } node ? JsonMap.Of(("name", node)) : null),
            ("pod", boundTo?.Kind == "Pod" ? Reference(boundTo) : null),
            ("secret", boundTo?.Kind == "Secret" ? Reference(boundTo) : null),
            ("serviceaccount", Reference(account)));
        var claims = JsonMap.Of(
            ("aud", JsonList.From(audiences.Count == 0 ? [Issuer] : audiences)), ("exp", expires.ToUnixTimeSeconds()), ("iat", now.ToUnixTimeSeconds()),
            ("iss", Issuer), ("jti", random.NewUid()), ("kubernetes.io", about), ("nbf", now.ToUnixTimeSeconds()),
            ("sub", $"system:serviceaccount:{account.Namespace}:{account.Name}"));
        var signed = $"{Encode(JsonMap.Of(("alg", "ES256"), ("kid", "handson")))}.{Encode(claims)}";
        return ($"{signed}.{Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256))}", expires);
    }

    /// <summary>Who a token stands for, or null where it is not ours, has expired, or its account or pod is gone.</summary>
    /// <param name="token">The JWT.</param>
    /// <param name="audiences">Of these one must be among the token's; empty for the API server.</param>
    public UserInfo? Verify(string token, IReadOnlyList<string>? audiences = null)
    {
        if (ReadClaims(token) is not { } claims) return null;
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        if (claims.String("iss") != Issuer || claims.Long("exp") is not { } expires || expires <= now) return null;
        if (!claims.List("aud").Strings().Intersect(audiences is { Count: > 0 } ? audiences : [Issuer]).Any()) return null;
        var about = claims.Map("kubernetes.io");
        var @namespace = about.String("namespace") ?? "";
        if (!Exists(ServiceAccountKind.Resource, @namespace, about.Map("serviceaccount"))) return null;
        if (about["pod"] is JsonMap pod && !Exists(PodKind.Resource, @namespace, pod)) return null;
        if (about["secret"] is JsonMap secret && !Exists(SecretKind.Resource, @namespace, secret)) return null;
        var user = UserInfo.ServiceAccount(@namespace, about.String("serviceaccount", "name")!, about.String("serviceaccount", "uid") ?? "");
        return user with { Extra = Extra(claims, about) };
    }

    public void Dispose() => key.Dispose();

    private static Dictionary<string, IReadOnlyList<string>> Extra(JsonMap claims, JsonMap about)
    {
        var extra = new Dictionary<string, IReadOnlyList<string>>();
        void Add(string name, string? value)
        {
            if (value is not null) extra[name] = [value];
        }
        Add("authentication.kubernetes.io/credential-id", claims.String("jti") is { } id ? "JTI=" + id : null);
        Add("authentication.kubernetes.io/node-name", about.String("node", "name"));
        Add("authentication.kubernetes.io/pod-name", about.String("pod", "name"));
        Add("authentication.kubernetes.io/pod-uid", about.String("pod", "uid"));
        return extra;
    }

    private bool Exists(GroupResource resource, string @namespace, JsonMap reference)
    {
        var found = store.Find(resource, new ObjectKey(@namespace, reference.String("name") ?? ""));
        return found is not null && found.Uid == reference.String("uid");
    }

    private JsonMap? ReadClaims(string token)
    {
        var parts = token.Split('.');
        if (parts.Length != 3) return null;
        try
        {
            var signature = Base64Url.DecodeFromChars(parts[2]);
            if (!key.VerifyData(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), signature, HashAlgorithmName.SHA256)) return null;
            return JsonText.ParseMap(Base64Url.DecodeFromChars(parts[1]));
        }
        catch (Exception malformed) when (malformed is FormatException or JsonException)
        {
            return null;
        }
    }

    private static JsonMap Reference(KubeObject item) => JsonMap.Of(("name", item.Name), ("uid", item.Uid));

    private static string Encode(JsonMap part) => Base64Url.EncodeToString(JsonText.ToUtf8(part));
}
