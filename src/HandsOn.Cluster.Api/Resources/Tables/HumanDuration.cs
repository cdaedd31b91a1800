using System.Globalization;

namespace HandsOn.Cluster.Api.Resources.Tables;

/// <summary>Durations as kubectl shows them (staging/src/k8s.io/apimachinery/pkg/util/duration/duration.go).</summary>
internal static class HumanDuration
{
    private const int HoursPerDay = 24;
    private const int DaysPerYear = 365;

    public static string Since(DateTimeOffset? from, DateTimeOffset now) => from is { } start ? Format(now - start) : "<unknown>";

    public static string Format(TimeSpan duration)
    {
        var seconds = (long)Math.Floor(duration.TotalSeconds);
        if (seconds < -1) return "<invalid>";
        if (seconds < 0) return "0s";
        if (seconds < 120) return $"{seconds}s";
        var minutes = seconds / 60;
        if (minutes < 10) return Two(minutes, "m", seconds % 60, "s");
        if (minutes < 180) return $"{minutes}m";
        var hours = minutes / 60;
        if (hours < 8) return Two(hours, "h", minutes % 60, "m");
        if (hours < 2 * HoursPerDay) return $"{hours}h";
        if (hours < 8 * HoursPerDay) return Two(hours / HoursPerDay, "d", hours % HoursPerDay, "h");
        if (hours < 2 * DaysPerYear * HoursPerDay) return $"{hours / HoursPerDay}d";
        var days = hours / HoursPerDay;
        return days < 8 * DaysPerYear ? Two(days / DaysPerYear, "y", days % DaysPerYear, "d") : $"{days / DaysPerYear}y";
    }

    private static string Two(long first, string firstUnit, long second, string secondUnit) => string.Create(
        CultureInfo.InvariantCulture, $"{first}{firstUnit}{(second == 0 ? "" : second + secondUnit)}");
}
