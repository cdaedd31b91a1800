using System.Formats.Tar;
using HandsOn.E2E.RealClusters.K3s.Engine;
using HandsOn.E2E.RealClusters.K3s.Inside;

namespace HandsOn.E2E.RealClusters.Tests.K3s.Inside;

/// <summary>A container that notes what is done in it, and answers as a test says.</summary>
internal sealed class FakeContainer : IContainer
{
    public List<string> Commands { get; } = [];

    public Dictionary<string, string> Files { get; } = [];

    public Func<IReadOnlyList<string>, CancellationToken, Task<ExecResult>> Answer { get; set; } = (_, _) => Task.FromResult(new ExecResult(0, "", ""));

    public Task<ExecResult> RunAsync(IReadOnlyList<string> command, IReadOnlyDictionary<string, string>? environment, string? folder, CancellationToken cancellation)
    {
        Commands.Add(string.Join(' ', command));
        return Answer(command, cancellation);
    }

    public async Task PutAsync(string folder, Stream tar, CancellationToken cancellation)
    {
        await using var reader = new TarReader(tar);
        while (await reader.GetNextEntryAsync(copyData: true, cancellation) is { } entry)
            if (entry.EntryType == TarEntryType.RegularFile) Files[$"{folder}/{entry.Name}"] = entry.DataStream is null ? "" : await new StreamReader(entry.DataStream).ReadToEndAsync(cancellation);
    }
}
