using System.Net;
using System.Text;
using HandsOn.Kubernetes.Json;

namespace HandsOn.E2E.RealClusters.K3s.Engine;

/// <summary>Containers: what they are, what they write, when they end.</summary>
internal sealed partial class DockerEngine
{
    /// <summary>The container; <see langword="null"/> where there is none.</summary>
    public async Task<ContainerState?> ContainerAsync(string id, CancellationToken cancellation) =>
        await FindAsync($"/containers/{id}/json", cancellation) is { } inspected ? ContainerState.Read(inspected) : null;

    /// <summary>Waits until a container ends; an event of the engine, not a question asked again and again.</summary>
    /// <param name="id">The container.</param>
    /// <param name="condition"><c>next-exit</c> where it may not have begun yet, <c>not-running</c> where it may have ended already.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public Task ExitAsync(string id, string condition, CancellationToken cancellation) => MapAsync(HttpMethod.Post, $"/containers/{id}/wait?condition={condition}", cancellation);

    /// <summary>Follows what a container writes, line by line, from its beginning until it ends.</summary>
    public Task FollowLogAsync(string id, Action<string> line, CancellationToken cancellation) => LogAsync(id, "follow=1", line, cancellation);

    /// <summary>Reads what a container has written last.</summary>
    public Task TailAsync(string id, Action<string> line, CancellationToken cancellation) => LogAsync(id, "tail=50", line, cancellation);

    /// <summary>Runs a command inside a container to its end.</summary>
    /// <param name="id">The container.</param>
    /// <param name="command">The command and its arguments; no shell reads them.</param>
    /// <param name="environment">Variables, added to the container's own.</param>
    /// <param name="folder">Where it runs.</param>
    /// <param name="cancellation">Stops waiting for it; the command itself is not ended by that.</param>
    public async Task<ExecResult> ExecAsync(
        string id, IReadOnlyList<string> command, IReadOnlyDictionary<string, string>? environment = null, string? folder = null, CancellationToken cancellation = default)
    {
        var asked = JsonMap.Of(
            ("AttachStdout", true), ("AttachStderr", true), ("Cmd", JsonList.From(command)),
            ("Env", JsonList.From((environment ?? new Dictionary<string, string>()).Select(e => $"{e.Key}={e.Value}"))), ("WorkingDir", folder ?? ""));
        var exec = (await MapAsync(HttpMethod.Post, $"/containers/{id}/exec", cancellation, asked)).String("Id");
        using var output = new MemoryStream();
        using var error = new MemoryStream();
        using (var response = await SendAsync(HttpMethod.Post, $"/exec/{exec}/start", cancellation, Json(JsonMap.Of(("Detach", false), ("Tty", false)))))
            await MultiplexedStream.ReadAsync(await response.Content.ReadAsStreamAsync(cancellation), (piece, isError) => (isError ? error : output).Write(piece.Span), cancellation);
        var ended = await MapAsync(HttpMethod.Get, $"/exec/{exec}/json", cancellation);
        return new((int)(ended.Long("ExitCode") ?? -1), Text(output), Text(error));
    }

    /// <summary>Unpacks a tar archive inside a container.</summary>
    public async Task PutAsync(string id, string folder, Stream tar, CancellationToken cancellation)
    {
        using var content = new StreamContent(tar);
        content.Headers.ContentType = new("application/x-tar");
        using var response = await SendAsync(HttpMethod.Put, $"/containers/{id}/archive?path={Uri.EscapeDataString(folder)}", cancellation, content);
    }

    /// <summary>A file of a container, as text; <see langword="null"/> where there is none (yet).</summary>
    public async Task<string?> ReadFileAsync(string id, string path, CancellationToken cancellation)
    {
        var read = await ExecAsync(id, ["cat", path], cancellation: cancellation);
        return read.ExitCode == 0 && read.Output.Length > 0 ? read.Output : null;
    }

    /// <summary>Makes a container that is not started.</summary>
    public async Task<string> CreateContainerAsync(JsonMap wanted, CancellationToken cancellation) =>
        (await MapAsync(HttpMethod.Post, "/containers/create", cancellation, wanted)).String("Id") ?? "";

    /// <summary>Ends a container and takes it away, with the volumes that are only its own; it is no error where there is none, or where somebody else is at it.</summary>
    public async Task RemoveContainerAsync(string id, CancellationToken cancellation)
    {
        try
        {
            using var response = await SendAsync(HttpMethod.Delete, $"/containers/{id}?force=1&v=1", cancellation);
        }
        catch (EngineException gone) when (gone.Status == HttpStatusCode.NotFound)
        {
            // That is what was wanted.
        }
        catch (EngineException others) when (others.Status == HttpStatusCode.Conflict)
        {
            // Somebody else removes it at this moment: it is gone when the engine says so.
            await RemovedAsync(id, cancellation);
        }
    }

    private async Task LogAsync(string id, string which, Action<string> line, CancellationToken cancellation)
    {
        using var response = await SendAsync(HttpMethod.Get, $"/containers/{id}/logs?stdout=1&stderr=1&{which}", cancellation);
        var begun = new Dictionary<bool, StringBuilder> { [true] = new(), [false] = new() };
        await MultiplexedStream.ReadAsync(await response.Content.ReadAsStreamAsync(cancellation), (piece, isError) =>
        {
            var lines = begun[isError].Append(Encoding.UTF8.GetString(piece.Span)).ToString().Split('\n');
            begun[isError].Clear().Append(lines[^1]);
            foreach (var whole in lines[..^1]) line(whole.TrimEnd('\r'));
        }, cancellation);
    }

    private async Task RemovedAsync(string id, CancellationToken cancellation)
    {
        try
        {
            await MapAsync(HttpMethod.Post, $"/containers/{id}/wait?condition=removed", cancellation);
        }
        catch (EngineException gone) when (gone.Status == HttpStatusCode.NotFound)
        {
            // Already.
        }
    }

    private static string Text(MemoryStream bytes) => Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
}
