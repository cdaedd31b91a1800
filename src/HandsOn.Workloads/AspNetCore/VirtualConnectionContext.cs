using System.IO.Pipelines;
using System.Net;
using HandsOn.Workloads.Network;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;

namespace HandsOn.Workloads.AspNetCore;

/// <summary>A connection on the virtual network as Kestrel sees it.</summary>
internal sealed class VirtualConnectionContext : ConnectionContext,
    IConnectionTransportFeature, IConnectionIdFeature, IConnectionItemsFeature, IConnectionLifetimeFeature, IConnectionEndPointFeature
{
    private static long lastId;

    private readonly CancellationTokenSource closed = new();
    private readonly Stream stream;

    public VirtualConnectionContext(VirtualConnection connection, IPEndPoint local)
    {
        stream = connection.Stream;
        (RemoteEndPoint, LocalEndPoint) = (connection.Remote, local);
        Transport = new StreamTransport(
            PipeReader.Create(stream, new StreamPipeReaderOptions(leaveOpen: true)), PipeWriter.Create(stream, new StreamPipeWriterOptions(leaveOpen: true)));
        ConnectionId = "virtual-" + Interlocked.Increment(ref lastId).ToString(System.Globalization.CultureInfo.InvariantCulture);
        ConnectionClosed = closed.Token;
        Features.Set<IConnectionTransportFeature>(this);
        Features.Set<IConnectionIdFeature>(this);
        Features.Set<IConnectionItemsFeature>(this);
        Features.Set<IConnectionLifetimeFeature>(this);
        Features.Set<IConnectionEndPointFeature>(this);
    }

    public override string ConnectionId { get; set; }

    public override IDuplexPipe Transport { get; set; }

    public override IFeatureCollection Features { get; } = new FeatureCollection();

    public override IDictionary<object, object?> Items { get; set; } = new ConnectionItems();

    public override CancellationToken ConnectionClosed { get; set; }

    public override EndPoint? LocalEndPoint { get; set; }

    public override EndPoint? RemoteEndPoint { get; set; }

    public override void Abort(ConnectionAbortedException abortReason) => stream.Dispose();

    public override async ValueTask DisposeAsync()
    {
        await Transport.Input.CompleteAsync().ConfigureAwait(false);
        await Transport.Output.CompleteAsync().ConfigureAwait(false);
        await stream.DisposeAsync().ConfigureAwait(false);
        await closed.CancelAsync().ConfigureAwait(false);
        closed.Dispose();
    }

    private sealed record StreamTransport(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
