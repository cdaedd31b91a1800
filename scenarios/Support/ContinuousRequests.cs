namespace HandsOn.Scenarios.Support;

/// <summary>Asks the guestbook again and again, each time as soon as it has answered, and keeps every answer.</summary>
public sealed class ContinuousRequests : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly List<string> answers = [];
    private readonly List<string> failures = [];
    private readonly Task loop;

    public ContinuousRequests(Guestbook guestbook) => loop = Task.Run(() => AskAsync(guestbook));

    /// <summary>What was answered; complete once this is disposed of.</summary>
    public IReadOnlyList<string> Answers => answers;

    /// <summary>What went wrong; complete once this is disposed of.</summary>
    public IReadOnlyList<string> Failures => failures;

    public async ValueTask DisposeAsync()
    {
        if (stop.IsCancellationRequested) return;
        await stop.CancelAsync();
        await loop;
    }

    private async Task AskAsync(Guestbook guestbook)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                answers.Add(await guestbook.ReadAsync(CancellationToken.None));
            }
            catch (HttpRequestException failed)
            {
                failures.Add(failed.Message);
            }
        }
    }
}
