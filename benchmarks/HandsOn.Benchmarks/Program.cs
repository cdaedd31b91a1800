using HandsOn.Benchmarks;

// dotnet run --project benchmarks/HandsOn.Benchmarks -c Release -- [start] [scale] [pods] [list] [watch] [writes] [memory]
// Each measures a cluster of its own over its public interface and prints a line a figure, with the goal beside it.
var benchmarks = new Dictionary<string, Func<Task>>
{
    ["start"] = StartBenchmark.RunAsync,
    ["scale"] = ScaleBenchmark.RunAsync,
    ["pods"] = PodsBenchmark.RunAsync,
    ["list"] = ListBenchmark.RunAsync,
    ["watch"] = WatchBenchmark.RunAsync,
    ["writes"] = WritesBenchmark.RunAsync,
    ["memory"] = MemoryBenchmark.RunAsync,
};
var unknown = args.FirstOrDefault(name => !benchmarks.ContainsKey(name));
if (unknown is not null)
{
    Console.Error.WriteLine($"{unknown}: there is no such benchmark; there are {string.Join(", ", benchmarks.Keys)}");
    return 2;
}
foreach (var name in args is [] ? [.. benchmarks.Keys] : args) await benchmarks[name]().ConfigureAwait(false);
return 0;
