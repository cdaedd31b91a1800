namespace HandsOn.Workloads.Redis.Protocol;

/// <summary>A reply: a text (null for none), or a list.</summary>
internal sealed record RespValue(string? Text)
{
    public bool IsInteger { get; init; }

    public IReadOnlyList<RespValue>? Items { get; init; }
}

/// <summary>The server answered with an error (<c>ERR unknown command</c>).</summary>
internal sealed class RedisException(string message) : Exception(message);
