using System.Globalization;

namespace HandsOn.Cluster.Kubelet;

/// <summary>Durations as Go prints them: <c>10s</c>, <c>1m20s</c>, <c>1.2s</c>, <c>350ms</c>.</summary>
internal static class GoDuration
{
    public static string Format(TimeSpan duration)
    {
        if (duration == TimeSpan.Zero) return "0s";
        if (duration < TimeSpan.FromSeconds(1)) return string.Create(CultureInfo.InvariantCulture, $"{duration.TotalMilliseconds:0.######}ms");
        var seconds = string.Create(CultureInfo.InvariantCulture, $"{duration.TotalSeconds - Math.Floor(duration.TotalMinutes) * 60:0.#######}s");
        if (duration < TimeSpan.FromMinutes(1)) return seconds;
        if (duration < TimeSpan.FromHours(1)) return string.Create(CultureInfo.InvariantCulture, $"{duration.Minutes}m{seconds}");
        return string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(duration.TotalHours)}h{duration.Minutes}m{seconds}");
    }
}
