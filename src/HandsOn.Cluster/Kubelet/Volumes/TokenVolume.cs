using System.Text;
using HandsOn.Cluster.Api.Resources.Kinds;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;

namespace HandsOn.Cluster.Kubelet;

/// <summary>
/// A service-account token bound to the pod, issued when it is first read and anew when four fifths of its time are over
/// (pkg/kubelet/token/token_manager.go).
/// </summary>
internal sealed class TokenVolume(KubeletContext context, PodState state, JsonMap source) : IVolume
{
    private readonly Lock gate = new();
    private byte[]? token;
    private DateTimeOffset refreshAt;

    private string Path => source.String("path") ?? "token";

    private string Account => state.Pod.Spec.String("serviceAccountName") ?? "default";

    public IEnumerable<string> Paths => [Path];

    public string? Problem() => context.Client.Find(ServiceAccountKind.Resource, state.Pod.Namespace, Account) is null
        ? $"failed to fetch token: serviceaccounts {FieldErrors.Show(Account)} not found"
        : null;

    public ReadOnlyMemory<byte>? Read(string path)
    {
        if (path != Path) return null;
        lock (gate)
        {
            if (token is not null && context.Now < refreshAt) return token;
            if (context.Client.Find(ServiceAccountKind.Resource, state.Pod.Namespace, Account) is not { } account)
                return token ?? default(ReadOnlyMemory<byte>?);
            var lifetime = TimeSpan.FromSeconds(source.Long("expirationSeconds") ?? 3600);
            var audience = source.String("audience") ?? "";
            token = Encoding.UTF8.GetBytes(context.Tokens.Issue(account, lifetime, audience.Length == 0 ? [] : [audience], state.Pod).Token);
            refreshAt = context.Now + lifetime * 0.8;
            return token;
        }
    }
}
