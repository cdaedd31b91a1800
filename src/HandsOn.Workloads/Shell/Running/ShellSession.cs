using HandsOn.Workloads.Containers;
using HandsOn.Workloads.Shell.Syntax;
using HandsOn.Workloads.Shell.Tools;

namespace HandsOn.Workloads.Shell.Running;

/// <summary>What a running shell remembers.</summary>
internal sealed class ShellSession
{
    public ShellSession(IContainerContext container, Toolbox tools)
    {
        Container = container;
        Tools = tools;
        WorkingDirectory = container.WorkingDirectory;
        Variables = new Dictionary<string, string>(container.Environment, StringComparer.Ordinal);
        Exported = [.. container.Environment.Keys];
    }

    private ShellSession(ShellSession parent)
    {
        Container = parent.Container;
        Tools = parent.Tools;
        WorkingDirectory = parent.WorkingDirectory;
        Variables = new Dictionary<string, string>(parent.Variables, StringComparer.Ordinal);
        Exported = [.. parent.Exported];
        Functions = new Dictionary<string, ShellNode>(parent.Functions, StringComparer.Ordinal);
        (Name, Positional, LastStatus, ExitOnError) = (parent.Name, parent.Positional, parent.LastStatus, parent.ExitOnError);
    }

    public IContainerContext Container { get; }

    public Toolbox Tools { get; }

    public Dictionary<string, string> Variables { get; }

    public HashSet<string> Exported { get; }

    public Dictionary<string, ShellNode> Functions { get; } = new(StringComparer.Ordinal);

    /// <summary><c>$0</c>.</summary>
    public string Name { get; set; } = "sh";

    /// <summary><c>$1</c>, <c>$2</c> ...</summary>
    public IReadOnlyList<string> Positional { get; set; } = [];

    /// <summary><c>$?</c>.</summary>
    public int LastStatus { get; set; }

    public string WorkingDirectory { get; set; }

    /// <summary><c>set -e</c>.</summary>
    public bool ExitOnError { get; set; }

    /// <summary>A subshell: it sees everything and changes nothing.</summary>
    public ShellSession Fork() => new(this);

    /// <summary>A path as an absolute one, without <c>.</c> and <c>..</c>.</summary>
    public string Absolute(string path) => ContainerPath.Combine(WorkingDirectory, path);
}
