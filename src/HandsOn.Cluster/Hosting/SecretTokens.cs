using HandsOn.Cluster.Api.Resources.Kinds;
using HandsOn.Cluster.Controllers;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Hosting;

/// <summary>Tokens for Secrets of type <c>kubernetes.io/service-account-token</c>: good as long as their Secret is there.</summary>
internal sealed class SecretTokens(ControlPlane plane) : IServiceAccountTokens
{
    /// <summary>The real ones never expire; a century is the same to a throwaway cluster.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(36_500);

    public string Sign(string @namespace, string name, string uid, string secretName)
    {
        var account = plane.Server.Store.Find(ServiceAccountKind.Resource, new ObjectKey(@namespace, name));
        var secret = plane.Server.Store.Find(SecretKind.Resource, new ObjectKey(@namespace, secretName));
        return account is null || account.Uid != uid ? "" : plane.Tokens.Issue(account, Lifetime, [], secret).Token;
    }
}
