namespace HandsOn.Workloads.Network;

/// <summary>Why something on the virtual network failed, as an errno would say it.</summary>
public enum NetworkFailure
{
    /// <summary>ECONNREFUSED: nobody listens on that port.</summary>
    ConnectionRefused,

    /// <summary>EHOSTUNREACH: nobody has that address.</summary>
    NoRoute,

    /// <summary>ECONNRESET: the other end is gone.</summary>
    ConnectionReset,

    /// <summary>EPIPE: the other end no longer reads.</summary>
    BrokenPipe,

    /// <summary>ETIMEDOUT: no answer came in time.</summary>
    TimedOut,

    /// <summary>EADDRINUSE: somebody listens on that port already.</summary>
    AddressInUse,

    /// <summary>EAI_NONAME: the DNS server says that there is no such name.</summary>
    NameNotFound,

    /// <summary>EAI_AGAIN: no DNS server gave an answer.</summary>
    NameServerUnavailable,
}

/// <summary>A failure on the virtual network, in the words of the C library.</summary>
public sealed class NetworkException(NetworkFailure failure) : IOException(Words(failure))
{
    /// <summary>What failed.</summary>
    public NetworkFailure Failure { get; } = failure;

    internal static NetworkException Refused() => new(NetworkFailure.ConnectionRefused);

    private static string Words(NetworkFailure failure) => failure switch
    {
        NetworkFailure.ConnectionRefused => "Connection refused",
        NetworkFailure.NoRoute => "No route to host",
        NetworkFailure.ConnectionReset => "Connection reset by peer",
        NetworkFailure.BrokenPipe => "Broken pipe",
        NetworkFailure.TimedOut => "Connection timed out",
        NetworkFailure.AddressInUse => "Address already in use",
        NetworkFailure.NameNotFound => "Name or service not known",
        _ => "Temporary failure in name resolution",
    };
}
