using System.Globalization;

namespace HandsOn.Kubernetes.Objects;

/// <summary>Points in time as Kubernetes writes them: RFC 3339 in UTC, whole seconds (<c>Time</c>) or microseconds (<c>MicroTime</c>).</summary>
public static class Timestamps
{
    /// <summary><c>2026-11-22T10:20:30Z</c>.</summary>
    public static string Format(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary><c>2026-11-22T10:20:30.123456Z</c>.</summary>
    public static string FormatMicro(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    /// <summary>Reads either form, with any offset; <see langword="null"/> where the text is missing or no time.</summary>
    public static DateTimeOffset? Parse(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
}
