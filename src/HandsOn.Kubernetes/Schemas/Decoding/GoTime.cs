namespace HandsOn.Kubernetes.Schemas.Decoding;

/// <summary>RFC 3339 as Go's time.Parse reads it, and its complaints.</summary>
internal static class GoTime
{
    /// <summary>Says what is wrong, or <see langword="null"/>.</summary>
    /// <param name="text">The time.</param>
    /// <param name="fraction">The fraction that the layout demands (<c>.000000</c>); without one any fraction is accepted.</param>
    public static string? Error(string text, string fraction)
    {
        var layout = $"2006-01-02T15:04:05{fraction}Z07:00";
        string Cannot(ReadOnlySpan<char> rest, string part) => $"parsing time {Quote(text)} as {Quote(layout)}: cannot parse {Quote(rest.ToString())} as {Quote(part)}";
        string OutOfRange(string part) => $"parsing time {Quote(text)}: {part} out of range";

        var rest = text.AsSpan();
        foreach (var part in (string[])["2006", "-", "01", "-", "02", "T", "15", ":", "04", ":", "05"])
        {
            var isNumber = char.IsAsciiDigit(part[0]);
            if (rest.Length < part.Length) return Cannot(rest, part);
            var head = rest[..part.Length];
            if (isNumber ? head.ContainsAnyExceptInRange('0', '9') : !head.SequenceEqual(part)) return Cannot(rest, part);
            if (part != "2006" && isNumber && !IsInRange(part, int.Parse(head))) return OutOfRange(Name(part));
            rest = rest[part.Length..];
        }
        if (fraction.Length > 0 && (rest.Length < fraction.Length || rest[0] != '.' || rest[1..fraction.Length].ContainsAnyExceptInRange('0', '9')))
            return Cannot(rest, fraction);
        if (fraction.Length > 0) rest = rest[fraction.Length..];
        else if (rest.Length > 1 && rest[0] is ('.' or ',') && char.IsAsciiDigit(rest[1]))
            rest = rest[1..].TrimStart("0123456789");
        if (rest.Length == 0) return Cannot(rest, "Z07:00");
        if (rest[0] == 'Z') rest = rest[1..];
        else if (rest.Length >= 6 && rest[0] is ('+' or '-') && rest[3] == ':' && !rest[1..3].ContainsAnyExceptInRange('0', '9')
                 && !rest[4..6].ContainsAnyExceptInRange('0', '9')) rest = rest[6..];
        else return Cannot(rest, "Z07:00");
        if (rest.Length > 0) return $"parsing time {Quote(text)}: extra text: {Quote(rest.ToString())}";
        return int.Parse(text.AsSpan(8, 2)) > DateTime.DaysInMonth(Math.Max(1, int.Parse(text.AsSpan(0, 4))), int.Parse(text.AsSpan(5, 2)))
            ? OutOfRange("day") : null;
    }

    private static bool IsInRange(string part, int number) => part switch
    {
        "01" => number is >= 1 and <= 12,
        "02" => number is >= 1 and <= 31,
        "15" => number <= 23,
        _ => number <= 59,
    };

    private static string Name(string part) => part switch
    {
        "01" => "month",
        "02" => "day",
        "15" => "hour",
        "04" => "minute",
        _ => "second",
    };

    private static string Quote(string text) => Json.JsonText.ToString(text);
}
