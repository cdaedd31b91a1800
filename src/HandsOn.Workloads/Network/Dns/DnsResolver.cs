using System.Net;
using System.Net.Sockets;
using HandsOn.Kubernetes.Naming;

namespace HandsOn.Workloads.Network.Dns;

/// <summary>Sends a query to a DNS server and waits for the reply.</summary>
internal delegate ValueTask<ReadOnlyMemory<byte>> DnsExchange(IPAddress server, ReadOnlyMemory<byte> query, CancellationToken cancellation);

/// <summary>A pod's name resolution, as the C library does it: /etc/hosts, then resolv.conf(5)'s servers, search list and ndots.</summary>
internal sealed class DnsResolver(
    DnsSettings settings, IReadOnlyDictionary<string, IPAddress> hosts, TimeProvider time, IRandomSource random, DnsExchange exchange)
{
    public const int Port = 53;

    private const int Attempts = 2;
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(5);

    /// <exception cref="NetworkException">There is no such name, or no server answers.</exception>
    public async ValueTask<IReadOnlyList<IPAddress>> ResolveAsync(string name, CancellationToken cancellation)
    {
        if (IPAddress.TryParse(name, out var literal)) return [literal];
        if (hosts.TryGetValue(name, out var listed)) return [listed];
        if (name is "localhost" or "localhost.") return [IPAddress.Loopback];
        var serverFailed = false;
        foreach (var candidate in Candidates(name))
        {
            var answer = await AskAsync(new DnsQuestion(candidate, DnsType.A), cancellation).ConfigureAwait(false);
            IPAddress[] addresses = [.. answer.Answers.OfType<AddressRecord>().Select(record => record.Address)];
            if (addresses.Length > 0) return addresses;
            serverFailed |= answer.Code is not (DnsCode.NoError or DnsCode.NameError);
        }
        throw new NetworkException(serverFailed ? NetworkFailure.NameServerUnavailable : NetworkFailure.NameNotFound);
    }

    /// <summary>Asks the servers in turn.</summary>
    /// <exception cref="NetworkException">None answers.</exception>
    public async ValueTask<DnsMessage> AskAsync(DnsQuestion question, CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
            foreach (var server in settings.Nameservers)
                if (await AskAsync(server, question, cancellation).ConfigureAwait(false) is { } answer) return answer;
        throw new NetworkException(NetworkFailure.NameServerUnavailable);
    }

    /// <summary>The names to try, in order.</summary>
    public IEnumerable<string> Candidates(string name)
    {
        if (name.EndsWith('.')) return [name.TrimEnd('.')];
        var searched = settings.Searches.Select(domain => $"{name}.{domain.TrimEnd('.')}");
        return name.Count(c => c == '.') >= settings.Ndots ? searched.Prepend(name) : searched.Append(name);
    }

    private async ValueTask<DnsMessage?> AskAsync(IPAddress server, DnsQuestion question, CancellationToken cancellation)
    {
        var query = new DnsMessage((ushort)random.Next(ushort.MaxValue + 1), question);
        using var patience = new CancellationTokenSource(AnswerTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        try
        {
            var reply = DnsWire.Read((await exchange(server, DnsWire.Write(query), either.Token).ConfigureAwait(false)).Span);
            return reply.Id == query.Id && reply.IsResponse ? reply : null;
        }
        catch (Exception unanswered) when (unanswered is NetworkException or FormatException or SocketException
            || (unanswered is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return null;
        }
    }
}
