using System.Text.RegularExpressions;

namespace HandsOn.E2E.RealClusters.K3s.Starting;

/// <summary>Says in one sentence why a k3s did not start.</summary>
internal static partial class StartFailure
{
    private const int Quoted = 3;
    private const int Longest = 300;

    /// <summary>Its container has ended.</summary>
    /// <param name="image">What was started.</param>
    /// <param name="exitCode">With what it ended.</param>
    /// <param name="outOfMemory">Whether the kernel ended it.</param>
    /// <param name="log">Its log's last lines.</param>
    public static string Ended(string image, long exitCode, bool outOfMemory, IReadOnlyList<string> log) => Ended(image, exitCode, outOfMemory, " before it was ready", log);

    /// <summary>Its container has ended when the cluster was in use.</summary>
    public static string EndedLater(string container, long exitCode, bool outOfMemory, IReadOnlyList<string> log) =>
        Ended($"the container {container} of the cluster", exitCode, outOfMemory, "", log);

    /// <summary>It runs, but cannot be used.</summary>
    public static string NotReady(string image, TimeSpan waited, string missing, IReadOnlyList<string> log) =>
        $"{image} is not ready after {waited.TotalSeconds:0} s: {missing}{LastWords(log)}";

    /// <summary>The engine refuses its container.</summary>
    public static string Refused(string image, Exception error) => error.Message.ReplaceLineEndings(" ") switch
    {
        var said when said.Contains("No such image") || said.Contains("manifest for") || said.Contains("manifest unknown") => $"the image {image} is not here, and its registry has no such tag",
        var said when said.Contains("no space left") => $"{image} cannot be started: the engine's disk is full",
        var said when said.Contains("port is already allocated") => $"{image} cannot be started: a port of this machine is taken ({said})",
        var said => $"{image} cannot be started: {said}",
    };

    private static string Ended(string what, long exitCode, bool outOfMemory, string when, IReadOnlyList<string> log) =>
        $"{what} {(outOfMemory ? "was ended for want of memory" : "ended")}{when} (exit code {exitCode}){LastWords(log)}";

    // What says why comes first; else the last that it wrote.
    private static string LastWords(IReadOnlyList<string> log)
    {
        var telling = log.Where(l => Telling().IsMatch(l)).TakeLast(Quoted).ToList();
        var words = (telling.Count > 0 ? telling : log.TakeLast(Quoted)).Select(Short).ToList();
        return words.Count == 0 ? "; it wrote nothing" : $"; its last words: {string.Join(" | ", words)}";
    }

    private static string Short(string line)
    {
        var said = Message().Match(line) is { Success: true } message ? message.Groups[1].Value.Replace("\\\"", "\"") : line.Trim();
        return said.Length <= Longest ? said : said[..Longest] + "...";
    }

    [GeneratedRegex("level=(fatal|error)|^[EF][0-9]{4} |panic:")]
    private static partial Regex Telling();

    [GeneratedRegex("msg=\"((?:[^\"\\\\]|\\\\.)*)\"")]
    private static partial Regex Message();
}
