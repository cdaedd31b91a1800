using System.Text;
using HandsOn.Cluster.Tests.Support;
using HandsOn.Workloads.Containers;
using HandsOn.Workloads.Network;

namespace HandsOn.Cluster.Tests.Workloads;

/// <summary>A container without a kubelet, whose output, ports and reads tests can wait on.</summary>
internal sealed class TestContainer : IContainerContext
{
    private readonly Signal changed = new();
    private readonly CancellationTokenSource stopping = new();
    private readonly WatchedNetwork network;
    private readonly LogWriter log;

    public TestContainer(IPodNetwork network, TimeProvider time, params IReadOnlyList<string> arguments)
    {
        (Time, Arguments) = (time, arguments);
        this.network = new WatchedNetwork(network, changed);
        log = new LogWriter(changed);
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

    public IPodNetwork Network => network;

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

    /// <summary>Completes when the container has opened a TCP port.</summary>
    public Task OpensAsync(int port) => UntilAsync(() => Task.FromResult(network.HasOpened(port)), $"port {port} stays closed");

    /// <summary>Completes when the container has printed a text.</summary>
    public Task PrintsAsync(string text) =>
        UntilAsync(() => Task.FromResult(Log.Contains(text, StringComparison.Ordinal)), $"'{text}' is not printed");

    /// <summary>Completes when a condition holds that the container brings about; each of its deeds is a reason to ask again.</summary>
    public Task UntilAsync(Func<Task<bool>> holds, string what) => changed.UntilAsync(holds, () => $"{what}; {ContainerName} says:\n{Log}");

    private sealed class LogWriter : TextWriter
    {
        private readonly StringBuilder text = new();
        private readonly Signal changed;

        public LogWriter(Signal changed)
        {
            this.changed = changed;
            NewLine = "\n";
        }

        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value)
        {
            text.Append(value);
            changed.Set();
        }

        public override void Write(string? value)
        {
            text.Append(value);
            changed.Set();
        }

        public override void Write(char[] buffer, int index, int count)
        {
            text.Append(buffer, index, count);
            changed.Set();
        }

        public override string ToString() => text.ToString();
    }
}
