namespace HandsOn.Cluster.Api.Resources;

/// <summary>What happens to the objects that an object owns when it is deleted.</summary>
internal enum Propagation
{
    /// <summary>The garbage collector deletes them afterwards.</summary>
    Background,

    /// <summary>The object stays, terminating, until they are gone.</summary>
    Foreground,

    /// <summary>They stay, without owner.</summary>
    Orphan,
}

/// <summary>The options of a delete request.</summary>
internal sealed record DeleteOptions
{
    public static readonly DeleteOptions Default = new();

    /// <summary>Seconds; null for the object's own.</summary>
    public long? GracePeriodSeconds { get; init; }

    /// <summary>Null for the kind's default, which is background for every kind of a current version.</summary>
    public Propagation? Propagation { get; init; }

    public string? PreconditionUid { get; init; }

    public string? PreconditionResourceVersion { get; init; }
}
