using HandsOn.Cluster.Api.Resources.Kinds;
using HandsOn.Cluster.Client;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Naming;
using HandsOn.Kubernetes.Objects;
using HandsOn.Kubernetes.Versions;

namespace HandsOn.Cluster.Controllers.ServiceAccount;

/// <summary>
/// Before 1.24 every service account gets a Secret with a token, and names it in its list of secrets
/// (pkg/controller/serviceaccount/tokens_controller.go of those releases, ensureReferencedToken). <see cref="TokenController"/> fills it.
/// </summary>
internal sealed class AccountTokenController : Controller
{
    private readonly Informer accounts;
    private readonly Informer secrets;
    private readonly ObjectIndex secretsByAccount;

    public AccountTokenController(ControllerContext context) : base(context)
    {
        accounts = Informer(ServiceAccountKind.Resource);
        secrets = Informer(SecretKind.Resource);
        secretsByAccount = secrets.Index("account", secret => ServiceAccountTokenSecret.AccountOf(secret) is { } account ? [account.ToString()] : []);
    }

    public override string Name => "account-tokens-controller";

    protected override void Watch()
    {
        if (Context.Minor >= SinceMinor.NoServiceAccountTokenSecrets) return;
        OnChange(ServiceAccountKind.Resource, (_, next) =>
        {
            if (next is not null) Queue.Add(next.Key);
        });
        OnChange(SecretKind.Resource, (old, next) =>
        {
            if (ServiceAccountTokenSecret.AccountOf((next ?? old)!) is { } account) Queue.Add(account);
        });
    }

    protected override async ValueTask ReconcileAsync(ObjectKey key, CancellationToken cancellation)
    {
        if (accounts.Find(key) is not { IsTerminating: false } account) return;
        var prefix = $"{key.Name}-token-";
        var own = secretsByAccount[key.ToString()].Where(s => !s.IsTerminating).ToList();
        var named = account.Root.List("secrets").Maps().Where(s => own.Any(o => o.Name == s.String("name")) || secrets.Find(key.Namespace, s.String("name") ?? "") is not null).ToList();
        if (named.Any(s => own.Any(o => o.Name == s.String("name")))) return;
        if (own.FirstOrDefault(s => s.Name.StartsWith(prefix, StringComparison.Ordinal)) is not { } made)
        {
            Wrote(SecretKind.Resource, await Client.CreateAsync(SecretKind.Resource, ServiceAccountTokenSecret.SecretFor(account, Context.Random.Generate(prefix)), cancellation).ConfigureAwait(false));
            return;
        }
        // Whoever mounts it must find a token in it.
        if (!made.Root.Map("data").ContainsKey("token")) return;
        var next = new KubeObject(account.Root.With("secrets", JsonList.From([.. named, JsonMap.Of(("name", made.Name))])));
        Wrote(ServiceAccountKind.Resource, await Client.UpdateAsync(ServiceAccountKind.Resource, next, cancellation: cancellation).ConfigureAwait(false));
    }
}
