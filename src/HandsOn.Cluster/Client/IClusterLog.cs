namespace HandsOn.Cluster.Client;

/// <summary>How bad a thing is that a part of the cluster reports.</summary>
internal enum ClusterLogLevel
{
    /// <summary>Something was refused and is tried again.</summary>
    Warning,

    /// <summary>Something happened that the code did not expect: a defect.</summary>
    Error,
}

/// <summary>One report.</summary>
internal sealed record ClusterLogEntry(ClusterLogLevel Level, string Component, string Message, Exception? Exception);

/// <summary>Where the cluster's parts report what no client would otherwise see. Safe for use from several threads.</summary>
internal interface IClusterLog
{
    void Write(ClusterLogEntry entry);

    void Warning(string component, string message, Exception? exception = null) =>
        Write(new(ClusterLogLevel.Warning, component, message, exception));

    void Error(string component, string message, Exception? exception = null) =>
        Write(new(ClusterLogLevel.Error, component, message, exception));
}
