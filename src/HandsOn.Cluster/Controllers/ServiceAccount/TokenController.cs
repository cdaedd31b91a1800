using System.Text;
using HandsOn.Cluster.Client;
using HandsOn.Cluster.Resources;
using HandsOn.Cluster.Server;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Controllers.ServiceAccount;

/// <summary>
/// Fills Secrets of type <c>kubernetes.io/service-account-token</c> and deletes those whose service account is gone
/// (pkg/controller/serviceaccount/tokens_controller.go).
/// </summary>
internal sealed class TokenController : Controller
{
    private const string TokenType = "kubernetes.io/service-account-token";
    private const string AccountName = "kubernetes.io/service-account.name";
    private const string AccountUid = "kubernetes.io/service-account.uid";

    private readonly Informer secrets;
    private readonly InformerIndex secretsByAccount;

    public TokenController(ControllerContext context) : base(context)
    {
        secrets = Informer(KnownResources.Secrets);
        secretsByAccount = secrets.Index("account", secret => AccountOf(secret) is { } account ? [account.ToString()] : []);
    }

    public override string Name => "tokens-controller";

    protected override void Watch()
    {
        OnChange(KnownResources.Secrets, (_, next) =>
        {
            if (next is not null && AccountOf(next) is not null) Queue.Add(next.Key);
        });
        OnChange(KnownResources.ServiceAccounts, (old, next) =>
        {
            foreach (var secret in secretsByAccount[(next ?? old)!.Key.ToString()]) Queue.Add(secret.Key);
        });
    }

    protected override async ValueTask ReconcileAsync(ObjectKey key, CancellationToken cancellation)
    {
        if (Context.Options.Tokens is not { } tokens || secrets.Find(key) is not { IsTerminating: false } secret) return;
        if (AccountOf(secret) is not { } owner) return;
        var account = Client.Find(KnownResources.ServiceAccounts, owner.Namespace, owner.Name);
        if (account is null || secret.Annotations.String(AccountUid) is { Length: > 0 } uid && uid != account.Uid)
        {
            var options = new DeleteOptions { PreconditionUid = secret.Uid, PreconditionResourceVersion = secret.ResourceVersion };
            await Client.DeleteIfThereAsync(KnownResources.Secrets, key, options, cancellation).ConfigureAwait(false);
            return;
        }
        var data = secret.Root.Map("data");
        var filled = data.With("ca.crt", Base64(Context.Options.RootCertificate));
        if (!filled.ContainsKey("namespace")) filled = filled.With("namespace", Base64(key.Namespace));
        if (!filled.ContainsKey("token")) filled = filled.With("token", Base64(tokens.Sign(account.Namespace, account.Name, account.Uid, secret.Name)));
        if (filled.Equals(data) && secret.Annotations.String(AccountUid) == account.Uid) return;
        var next = new KubeObject(secret.Root.With("data", filled)).SetIn(account.Uid, "metadata", "annotations", AccountUid);
        Wrote(KnownResources.Secrets, await Client.UpdateAsync(KnownResources.Secrets, next, cancellation: cancellation).ConfigureAwait(false));
    }

    /// <summary>A Secret for a token of that account, still without it.</summary>
    internal static KubeObject SecretFor(KubeObject account, string name) => new(JsonMap.Of(
        ("apiVersion", "v1"), ("kind", "Secret"), ("type", TokenType),
        ("metadata", JsonMap.Of(("name", name), ("namespace", account.Namespace), ("annotations", JsonMap.Of((AccountName, account.Name), (AccountUid, account.Uid)))))));

    /// <summary>The account whose token a Secret holds; null where it holds none.</summary>
    internal static ObjectKey? AccountOf(KubeObject secret) =>
        secret.Root.String("type") == TokenType && secret.Annotations.String(AccountName) is { Length: > 0 } name ? new(secret.Namespace, name) : null;

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
