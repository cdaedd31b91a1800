using System.Collections.Concurrent;
using System.Text;
using HandsOn.Workloads.Containers;
using HandsOn.Workloads.Network;

namespace HandsOn.Cluster.Tests.Workloads;

/// <summary>A container without a kubelet.</summary>
internal sealed class TestContainer : IContainerContext
{
    private readonly StringWriter log = new() { NewLine = "\n" };
    private readonly CancellationTokenSource stopping = new();

    public TestContainer(IPodNetwork network, TimeProvider time, params IReadOnlyList<string> arguments)
    {
        (Network, Time, Arguments) = (network, time, arguments);
        Output = TextWriter.Synchronized(log);
    }

    public string Image { get; init; } = "test";

    public string PodNamespace { get; init; } = "default";

    public string PodName { get; init; } = "pod-1";

    public string ContainerName => "main";

    public IReadOnlyList<string> Arguments { get; }

    public string WorkingDirectory => "/";

    public Dictionary<string, string> Variables { get; } = new() { ["PATH"] = "/bin" };

    public IReadOnlyDictionary<string, string> Environment => Variables;

    public MemoryFiles Storage { get; init; } = new();

    public IContainerFiles Files => Storage;

    public TextWriter Output { get; }

    public TextWriter Error => Output;

    public TextReader Input { get; init; } = TextReader.Null;

    public IPodNetwork Network { get; }

    public TimeProvider Time { get; }

    /// <summary>What was printed so far.</summary>
    public string Log
    {
        get
        {
            // The synchronized writer locks itself.
            lock (Output) return log.ToString();
        }
    }

    public Task<int> Start(IContainerProgram program) => Task.Run(() => program.RunAsync(this, stopping.Token));

    public void Kill() => stopping.Cancel();
}

/// <summary>Files in memory.</summary>
internal sealed class MemoryFiles : IContainerFiles
{
    private readonly ConcurrentDictionary<string, ReadOnlyMemory<byte>> files = [];

    public ReadOnlyMemory<byte>? Read(string path) => files.TryGetValue(path, out var content) ? content : (ReadOnlyMemory<byte>?)null;

    public void Write(string path, ReadOnlyMemory<byte> content) => files[path] = content;

    public void Write(string path, string text) => Write(path, Encoding.UTF8.GetBytes(text));

    public bool Delete(string path) => files.TryRemove(path, out _);

    public IReadOnlyList<string>? List(string directory)
    {
        var prefix = directory.TrimEnd('/') + "/";
        string[] names = [.. files.Keys.Where(path => path.StartsWith(prefix, StringComparison.Ordinal)).Select(path => path[prefix.Length..].Split('/')[0]).Distinct()];
        return names.Length > 0 ? names : null;
    }
}
