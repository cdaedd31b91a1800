using System.Globalization;
using HandsOn.Workloads.Containers;

namespace HandsOn.Workloads.Redis;

/// <summary>Log lines as redis-server writes them: <c>1:M 22 Nov 2026 22:50:09.123 * text</c>.</summary>
internal sealed class RedisLog(IContainerContext container)
{
    /// <summary><c>C</c> while starting, <c>M</c> for a leader, <c>S</c> for a follower.</summary>
    public char Role { get; set; } = 'C';

    public void Notice(string text) => Write('*', text);

    public void Warning(string text) => Write('#', text);

    private void Write(char level, string text)
    {
        var now = container.Time.GetUtcNow();
        lock (container.Output) container.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"1:{Role} {now:dd MMM yyyy HH:mm:ss.fff} {level} {text}"));
    }
}
