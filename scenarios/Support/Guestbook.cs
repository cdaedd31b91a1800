using System.Text.Json;
using System.Text.RegularExpressions;

namespace HandsOn.Scenarios.Support;

/// <summary>The guestbook as a browser meets it, through whatever leads to it.</summary>
/// <param name="address">Where it is reached.</param>
public sealed partial class Guestbook(Uri address) : IDisposable
{
    // No proxy: the address is one of this machine.
    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = address, Timeout = TimeSpan.FromSeconds(15) };

    /// <summary>The title of its page.</summary>
    public async Task<string> TitleAsync(CancellationToken cancellation) => Title().Match(await GetAsync("/", cancellation)).Groups[1].Value;

    // Through redis' leader.
    private async Task<string> WriteAsync(string messages, CancellationToken cancellation) =>
        Member(await GetAsync($"/guestbook.php?cmd=set&key=messages&value={Uri.EscapeDataString(messages)}", cancellation), "message");

    /// <summary>Reads the messages (from one of redis' followers).</summary>
    public async Task<string> ReadAsync(CancellationToken cancellation) => Member(await GetAsync("/guestbook.php?cmd=get&key=messages", cancellation), "data");

    /// <summary>
    /// Writes the messages and reads until they are everywhere: redis' followers copy the leader a moment later, each for itself, and
    /// every answer comes from one of them. So many answers in a row with the messages leave no follower out.
    /// </summary>
    /// <exception cref="HttpRequestException">A follower still does not have them when the patience ends.</exception>
    public async Task WriteEverywhereAsync(string messages, TimeSpan patience, CancellationToken cancellation)
    {
        const int EnoughInARow = 20;
        using var deadline = new CancellationTokenSource(patience, TimeProvider.System);
        if (await WriteAsync(messages, cancellation) is var answer and not "Updated") throw new HttpRequestException($"the guestbook answers {answer} to a message");
        for (var inARow = 0; inARow < EnoughInARow;)
        {
            var read = await ReadAsync(cancellation);
            inARow = read == messages ? inARow + 1 : 0;
            if (deadline.IsCancellationRequested) throw new HttpRequestException($"{patience.TotalSeconds:0} s after \"{messages}\" was written the guestbook still answers \"{read}\"");
        }
    }

    public void Dispose() => http.Dispose();

    private async Task<string> GetAsync(string path, CancellationToken cancellation)
    {
        using var response = await http.GetAsync(path, cancellation);
        var text = await response.Content.ReadAsStringAsync(cancellation);
        return response.IsSuccessStatusCode ? text : throw new HttpRequestException($"GET {path} answers {(int)response.StatusCode}: {text.Trim()}");
    }

    // PHP writes its own errors with status 200, as text.
    private static string Member(string answer, string member)
    {
        try
        {
            return JsonDocument.Parse(answer).RootElement.GetProperty(member).GetString() ?? "";
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException)
        {
            throw new HttpRequestException($"the guestbook answers {answer.Trim()}", error);
        }
    }

    [GeneratedRegex("<title>(.*?)</title>", RegexOptions.Singleline)]
    private static partial Regex Title();
}
