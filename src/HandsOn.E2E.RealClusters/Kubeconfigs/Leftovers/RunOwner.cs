using System.Globalization;
using System.Text.Json;
using HandsOn.Kubernetes.Json;

namespace HandsOn.E2E.RealClusters.Kubeconfigs.Leftovers;

/// <summary>The process that takes away what a run has made: which, on which machine.</summary>
/// <param name="Host">The machine's name.</param>
/// <param name="Boot">The machine's current life; processes of another life, or of another machine of that name, are not ours to judge.</param>
/// <param name="Processes">The namespace of its processes: containers on one machine may have its name, and each its own numbers.</param>
/// <param name="Process">The process.</param>
/// <param name="Started">When it was started, so that another process with its number is not taken for it.</param>
internal sealed record RunOwner(string Host, string Boot, string Processes, int Process, string Started)
{
    /// <summary>This process.</summary>
    public static RunOwner Current { get; } = new(
        Environment.MachineName, ReadLine("/proc/sys/kernel/random/boot_id"), LinkTarget("/proc/self/ns/pid"), Environment.ProcessId, StartOf(Environment.ProcessId) ?? "");

    /// <summary>Reads what <see cref="ToString"/> has written; <see langword="null"/> where it is something else.</summary>
    public static RunOwner? Parse(string? text)
    {
        return Read(text) is { } map && map.Long("process") is { } process ? new(map.String("host") ?? "", map.String("boot") ?? "", map.String("processes") ?? "", (int)process, map.String("started") ?? "") : null;
    }

    /// <summary>Whether that process is certainly gone: only another one of the same machine, in its same life, can know.</summary>
    public bool IsDead() => IsDead(Current, StartOf);

    /// <param name="judge">Who asks.</param>
    /// <param name="startOf">When the process of a number was started; <see langword="null"/> where there is none.</param>
    public bool IsDead(RunOwner judge, Func<int, string?> startOf) => (Host, Boot, Processes) == (judge.Host, judge.Boot, judge.Processes) && startOf(Process) != Started;

    public override string ToString() => JsonMap.Of(("host", Host), ("boot", Boot), ("processes", Processes), ("process", (long)Process), ("started", Started)).ToString();

    private static JsonMap? Read(string? text)
    {
        try
        {
            return text is null ? null : JsonText.ParseMap(text);
        }
        catch (JsonException)
        {
            // Somebody else has written it.
            return null;
        }
    }

    private static string? StartOf(int process)
    {
        // In ticks since the machine was started, which no change of its clock moves.
        if (OperatingSystem.IsLinux()) return ReadLine($"/proc/{process}/stat") is { Length: > 0 } stat ? stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[19] : null;
        try
        {
            using var found = System.Diagnostics.Process.GetProcessById(process);
            return found.StartTime.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string ReadLine(string file)
    {
        try
        {
            return File.Exists(file) ? File.ReadAllText(file).Trim() : "";
        }
        catch (IOException)
        {
            // It ended while it was looked at.
            return "";
        }
    }

    private static string LinkTarget(string file) => OperatingSystem.IsLinux() ? new FileInfo(file).LinkTarget ?? "" : "";
}
