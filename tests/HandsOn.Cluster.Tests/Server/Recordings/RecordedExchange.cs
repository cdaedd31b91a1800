using System.Globalization;
using System.Text.RegularExpressions;
using HandsOn.Kubernetes.Json;
using NUnit.Framework;

namespace HandsOn.Cluster.Tests.Server.Recordings;

/// <summary>A request and the answer that a real API server gave to it.</summary>
internal sealed partial record RecordedExchange(
    string Name, HttpMethod Method, string Path, string ContentType, string Accept, bool IsAuthenticated, IReadOnlyDictionary<string, string> Headers,
    string? Body, int Code, IReadOnlyList<string> Warnings, string Answer)
{
    public static IReadOnlyList<RecordedExchange> Read(string file) =>
        [.. File.ReadAllText(System.IO.Path.Combine(TestContext.CurrentContext.TestDirectory, "Server", "Recordings", file))
            .Split("### ", StringSplitOptions.RemoveEmptyEntries).Select(Parse)];

    public JsonMap AnswerMap => JsonText.ParseMap(Answer);

    public override string ToString() => Name;

    private static RecordedExchange Parse(string text)
    {
        var lines = text.TrimEnd().Split('\n');
        var request = lines[1][2..].Trim();
        var parts = request.Split(' ');
        var answer = Array.FindIndex(lines, l => l.StartsWith("< ", StringComparison.Ordinal));
        var headers = lines.Skip(answer + 1).TakeWhile(l => HeaderLine().IsMatch(l)).ToList();
        return new RecordedExchange(
            lines[0], HttpMethod.Parse(parts[0]), parts[1], Option(request, "ctype") ?? "application/json", Option(request, "accept") ?? "application/json",
            !request.Contains("auth=False", StringComparison.Ordinal),
            QuotedPair().Matches(request).ToDictionary(m => m.Groups[1].Value, m => m.Groups[2].Value),
            answer > 2 ? lines[2][2..] : null, int.Parse(lines[answer][2..], CultureInfo.InvariantCulture),
            [.. headers.Where(h => h.StartsWith("Warning: ", StringComparison.Ordinal)).Select(h => h["Warning: ".Length..])],
            string.Join('\n', lines.Skip(answer + 1 + headers.Count)));
    }

    private static string? Option(string request, string name) =>
        Regex.Match(request, $@"\b{name}=(\S+)") is { Success: true } match ? match.Groups[1].Value : null;

    [GeneratedRegex(@"^[A-Z][A-Za-z-]+: ")]
    private static partial Regex HeaderLine();

    [GeneratedRegex(@"'([^']+)': '([^']+)'")]
    private static partial Regex QuotedPair();
}
