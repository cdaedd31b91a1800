using System.Text;
using HandsOn.Cluster.Api.Resources;
using HandsOn.Cluster.Api.Resources.Kinds;
using HandsOn.Cluster.Client;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Controllers.ServiceAccount;

/// <summary>
/// Fills Secrets of type <c>kubernetes.io/service-account-token</c> and deletes those whose service account is gone
/// (pkg/controller/serviceaccount/tokens_controller.go).
/// </summary>
internal sealed class TokenController : Controller
{
    private readonly ControllerOptions options;
    private readonly Informer secrets;
    private readonly ObjectIndex secretsByAccount;

    public TokenController(ControllerContext context) : base(context)
    {
        options = context.Options;
        secrets = Informer(SecretKind.Resource);
        secretsByAccount = secrets.Index("account", secret => ServiceAccountTokenSecret.AccountOf(secret) is { } account ? [account.ToString()] : []);
    }

    public override string Name => "tokens-controller";

    protected override void Watch()
    {
        OnChange(SecretKind.Resource, (_, next) =>
        {
            if (next is not null && ServiceAccountTokenSecret.AccountOf(next) is not null) Queue.Add(next.Key);
        });
        OnChange(ServiceAccountKind.Resource, (old, next) =>
        {
            foreach (var secret in secretsByAccount[(next ?? old)!.Key.ToString()]) Queue.Add(secret.Key);
        });
    }

    protected override async ValueTask ReconcileAsync(ObjectKey key, CancellationToken cancellation)
    {
        if (options.Tokens is not { } tokens || secrets.Find(key) is not { IsTerminating: false } secret) return;
        if (ServiceAccountTokenSecret.AccountOf(secret) is not { } owner) return;
        var account = Client.Find(ServiceAccountKind.Resource, owner.Namespace, owner.Name);
        if (account is null || secret.Annotations.String(ServiceAccountTokenSecret.AccountUid) is { Length: > 0 } uid && uid != account.Uid)
        {
            var options = new DeleteOptions { PreconditionUid = secret.Uid, PreconditionResourceVersion = secret.ResourceVersion };
            await Client.DeleteIfThereAsync(SecretKind.Resource, key, options, cancellation).ConfigureAwait(false);
            return;
        }
        var data = secret.Root.Map("data");
        var filled = data.With("ca.crt", Base64(options.RootCertificate));
        if (!filled.ContainsKey("namespace")) filled = filled.With("namespace", Base64(key.Namespace));
        if (!filled.ContainsKey("token")) filled = filled.With("token", Base64(tokens.Sign(account.Namespace, account.Name, account.Uid, secret.Name)));
        if (filled.Equals(data) && secret.Annotations.String(ServiceAccountTokenSecret.AccountUid) == account.Uid) return;
        var next = new KubeObject(secret.Root.With("data", filled)).SetIn(account.Uid, "metadata", "annotations", ServiceAccountTokenSecret.AccountUid);
        Wrote(SecretKind.Resource, await Client.UpdateAsync(SecretKind.Resource, next, cancellation: cancellation).ConfigureAwait(false));
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
