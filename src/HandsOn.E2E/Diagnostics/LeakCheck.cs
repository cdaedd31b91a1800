using System.Globalization;
using HandsOn.E2E.Kubectl;

namespace HandsOn.E2E.Diagnostics;

/// <summary>Looks for what a run has left behind in this process and on this machine: child processes, listening ports, files.</summary>
public sealed class LeakCheck
{
    private readonly HashSet<int> portsBefore = [.. ListeningPorts()];
    private readonly List<string> folders = [];

    /// <summary>A folder that must be gone at the end.</summary>
    public void Watch(string folder)
    {
        lock (folders) folders.Add(folder);
    }

    /// <summary>What was left behind, one sentence each.</summary>
    public IReadOnlyList<string> Find()
    {
        var leaks = new List<string>();
        if (ChildProcess.Running is var running and > 0) leaks.Add($"{running} kubectl process(es) still run");
        leaks.AddRange(ListeningPorts().Where(p => !portsBefore.Contains(p)).Distinct().Order().Select(p => $"port {p} is still listened on"));
        lock (folders) leaks.AddRange(folders.Where(Directory.Exists).Select(f => $"{f} is still there"));
        return leaks;
    }

    // The ports on which this very process listens: its sockets (/proc/self/fd) among the listening ones (/proc/net/tcp). Other systems
    // cannot tell one process's ports from another's, so nothing is said about ports there.
    private static IEnumerable<int> ListeningPorts()
    {
        if (!OperatingSystem.IsLinux()) return [];
        var sockets = Directory.EnumerateFileSystemEntries("/proc/self/fd").Select(fd => new FileInfo(fd).LinkTarget ?? "")
            .Where(target => target.StartsWith("socket:[", StringComparison.Ordinal)).Select(target => target[8..^1]).ToHashSet();
        return new[] { "/proc/net/tcp", "/proc/net/tcp6" }.Where(File.Exists).SelectMany(file => File.ReadLines(file).Skip(1))
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(columns => columns.Length > 9 && columns[3] == "0A" && sockets.Contains(columns[9]))
            .Select(columns => int.Parse(columns[1][(columns[1].LastIndexOf(':') + 1)..], NumberStyles.HexNumber, CultureInfo.InvariantCulture));
    }
}
