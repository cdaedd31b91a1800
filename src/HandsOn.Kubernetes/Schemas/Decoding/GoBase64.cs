namespace HandsOn.Kubernetes.Schemas.Decoding;

/// <summary>Finds where Go's base64.StdEncoding gives up on text that is not base64.</summary>
internal static class GoBase64
{
    private const int Quantum = 4;

    /// <summary>The offset that Go names. Line breaks are skipped wherever they stand.</summary>
    public static int Offence(ReadOnlySpan<char> text)
    {
        var inQuantum = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is '\r' or '\n') continue;
            if (text[i] == '=') return Padding(text, i, inQuantum);
            if (!char.IsAsciiLetterOrDigit(text[i]) && text[i] is not ('+' or '/')) return i;
            inQuantum = (inQuantum + 1) % Quantum;
        }
        return text.Length - inQuantum;
    }

    // Padding stands for the last one or two characters of a quantum, and nothing follows it.
    private static int Padding(ReadOnlySpan<char> text, int at, int inQuantum)
    {
        if (inQuantum < 2) return at;
        var next = SkipLineBreaks(text, at + 1);
        if (inQuantum == 3) return next;
        if (next == text.Length) return next;
        return text[next] == '=' ? SkipLineBreaks(text, next + 1) : next - 1;
    }

    private static int SkipLineBreaks(ReadOnlySpan<char> text, int from)
    {
        while (from < text.Length && text[from] is ('\r' or '\n')) from++;
        return from;
    }
}
