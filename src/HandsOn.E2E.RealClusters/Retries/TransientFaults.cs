using System.Collections.Concurrent;
using Polly;
using Polly.Retry;

namespace HandsOn.E2E.RealClusters.Retries;

/// <summary>
/// The resilience pipeline <c>transient-faults</c> of a run: operations on clusters that exist are retried within a budget, and the
/// retries are counted. Each sort of operation has its own rule of what is transient (<see cref="HttpFaults"/>,
/// <see cref="KubectlFaults"/>, <see cref="K3s.Images.RegistryFaults"/>).
/// </summary>
internal sealed class TransientFaults
{
    /// <summary>The name of the pipeline.</summary>
    public const string Name = "transient-faults";

    private static readonly ResiliencePropertyKey<Operation> Key = new(nameof(Operation));

    private readonly ConcurrentDictionary<string, int> counts = new(StringComparer.Ordinal);
    private readonly ResiliencePipeline pipeline;
    private readonly RetryBudget budget;
    private readonly TimeProvider time;

    /// <summary>Builds the pipeline.</summary>
    /// <param name="time">The clock of delays and of the budget.</param>
    /// <param name="budget">The limits of each operation; the defaults where none are given.</param>
    public TransientFaults(TimeProvider time, RetryBudget? budget = null)
    {
        this.time = time;
        this.budget = budget ?? new();
        pipeline = new ResiliencePipelineBuilder { Name = Name, TimeProvider = time }
            .AddRetry(new RetryStrategyOptions
            {
                Name = Name,
                MaxRetryAttempts = this.budget.Retries,
                ShouldHandle = IsTransientAsync,
                DelayGenerator = args => new(DelayOf(args.Context.Properties.GetValue(Key, null!), args.AttemptNumber)),
                OnRetry = Count,
            })
            .Build();
    }

    /// <summary>The number of retries so far, by cause.</summary>
    public IReadOnlyDictionary<string, int> Counts => counts;

    /// <summary>Runs an operation, and again where a transient fault ended it.</summary>
    /// <param name="act">The operation. An outcome that is retried is disposed.</param>
    /// <param name="judge">Names the fault in an outcome; <see langword="null"/> where it is final.</param>
    /// <param name="cancellation">Ends the operation, and the delay before a retry.</param>
    /// <returns>The outcome of the last attempt; its exception is thrown.</returns>
    public async Task<T> RunAsync<T>(
        Func<CancellationToken, Task<T>> act, Func<Outcome<object>, ValueTask<Fault?>> judge, CancellationToken cancellation)
    {
        var context = ResilienceContextPool.Shared.Get(cancellation);
        try
        {
            context.Properties.Set(Key, new Operation(judge, time.GetTimestamp()));
            return await pipeline.ExecuteAsync(async c => await act(c.CancellationToken), context);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private async ValueTask<bool> IsTransientAsync(RetryPredicateArguments<object> args)
    {
        var operation = args.Context.Properties.GetValue(Key, null!);
        operation.Fault = await operation.Judge(args.Outcome);
        return operation.Fault is not null
            && time.GetElapsedTime(operation.Started) + DelayOf(operation, args.AttemptNumber) <= budget.Total;
    }

    private TimeSpan DelayOf(Operation operation, int attempt) => operation.Fault!.RetryAfter ?? budget.DelayAfter(attempt);

    private ValueTask Count(OnRetryArguments<object> args)
    {
        counts.AddOrUpdate(args.Context.Properties.GetValue(Key, null!).Fault!.Cause, 1, (_, before) => before + 1);
        (args.Outcome.Result as IDisposable)?.Dispose();
        return default;
    }

    private sealed class Operation(Func<Outcome<object>, ValueTask<Fault?>> judge, long started)
    {
        public Func<Outcome<object>, ValueTask<Fault?>> Judge => judge;

        public long Started => started;

        /// <summary>The fault that ended the last attempt.</summary>
        public Fault? Fault { get; set; }
    }
}
