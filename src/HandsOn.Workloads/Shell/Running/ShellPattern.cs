namespace HandsOn.Workloads.Shell.Running;

/// <summary>Shell patterns: <c>*</c>, <c>?</c>, <c>[...]</c>.</summary>
internal static class ShellPattern
{
    public static bool Matches(string text, string pattern) => Matches(text.AsSpan(), pattern.AsSpan());

    public static bool Matches(ReadOnlySpan<char> text, ReadOnlySpan<char> pattern)
    {
        if (pattern.IsEmpty) return text.IsEmpty;
        if (pattern[0] == '*')
        {
            for (var skip = 0; skip <= text.Length; skip++)
                if (Matches(text[skip..], pattern[1..])) return true;
            return false;
        }
        if (text.IsEmpty) return false;
        if (pattern[0] == '?') return Matches(text[1..], pattern[1..]);
        if (pattern[0] == '[' && pattern.IndexOf(']') is var end and > 1)
            return InSet(text[0], pattern[1..end]) && Matches(text[1..], pattern[(end + 1)..]);
        return text[0] == pattern[0] && Matches(text[1..], pattern[1..]);
    }

    public static bool IsPattern(string text) => text.AsSpan().IndexOfAny("*?[") >= 0;

    private static bool InSet(char c, ReadOnlySpan<char> set)
    {
        var negated = set[0] is '!' or '^';
        if (negated) set = set[1..];
        var found = false;
        for (var i = 0; i < set.Length; i++)
        {
            if (i + 2 < set.Length && set[i + 1] == '-')
            {
                found |= c >= set[i] && c <= set[i + 2];
                i += 2;
            }
            else found |= c == set[i];
        }
        return found != negated;
    }
}
