namespace HandsOn.Workloads.Redis.Commands;

/// <summary>A command: how many words it needs (negative: at least), whether it changes data, and what it answers.</summary>
internal sealed record RedisCommand(int Arity, bool IsWrite, Func<RedisServer, RedisSession, string[], byte[]> Run)
{
    public bool Accepts(int words) => Arity >= 0 ? words == Arity : words >= -Arity;
}
