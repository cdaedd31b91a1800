namespace HandsOn.Cluster.Api.Admission.Webhooks;

/// <summary>How the API server reaches a Service of its own cluster.</summary>
internal interface IServiceDialer
{
    /// <summary>Connects to a port of a Service.</summary>
    /// <exception cref="IOException">There is no such Service, or nobody listens behind it.</exception>
    ValueTask<Stream> DialAsync(string @namespace, string service, int port, CancellationToken cancellation);
}
