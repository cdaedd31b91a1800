namespace HandsOn.Workloads.Http;

/// <summary>Everything that still comes from a connection.</summary>
internal sealed class HttpRest(HttpInput input) : ReadOnlyStream
{
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => input.ReadAsync(buffer, cancellationToken);
}
