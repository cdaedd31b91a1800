using HandsOn.Workloads.Containers;
using HandsOn.Workloads.Shell.Running;

namespace HandsOn.Workloads.Shell.Tools;

/// <summary>A call of a tool.</summary>
internal sealed record ToolCall(string Name, string[] Arguments, ShellSession Session, ShellIo Io)
{
    public IContainerContext Container => Session.Container;

    public Task PrintAsync(string line) => Io.Out.WriteLineAsync(line);

    /// <summary>Prints to standard error and gives the exit code.</summary>
    public async ValueTask<int> FailAsync(string message, int code = 1)
    {
        await Io.Error.WriteLineAsync(message).ConfigureAwait(false);
        return code;
    }
}

/// <summary>A command-line tool.</summary>
internal delegate ValueTask<int> Tool(ToolCall call, CancellationToken cancellation);

/// <summary>The tools that an image has.</summary>
internal sealed class Toolbox(params IEnumerable<IReadOnlyDictionary<string, Tool>> parts)
{
    private readonly Dictionary<string, Tool> tools = Merge(parts);

    /// <summary>What every image with a shell has.</summary>
    public static readonly Toolbox Base = new(TextTools.All, StreamTools.All, FileTools.All, SystemTools.All, ConditionTools.All, ShellTools.All);

    /// <summary>busybox and alpine: with network tools.</summary>
    public static readonly Toolbox Busybox = Base.With(LookupTools.All, WgetTool.All, NetcatTool.All);

    public IEnumerable<string> Names => tools.Keys;

    public Toolbox With(params IEnumerable<IReadOnlyDictionary<string, Tool>> more) => new([tools, .. more]);

    /// <summary>The tool of that name or path, or null.</summary>
    public Tool? Find(string name) => tools.GetValueOrDefault(name.StartsWith('/') ? ContainerPath.FileName(name) : name);

    private static Dictionary<string, Tool> Merge(IEnumerable<IReadOnlyDictionary<string, Tool>> parts)
    {
        var merged = new Dictionary<string, Tool>(StringComparer.Ordinal);
        foreach (var part in parts)
            foreach (var (name, tool) in part) merged[name] = tool;
        return merged;
    }
}
