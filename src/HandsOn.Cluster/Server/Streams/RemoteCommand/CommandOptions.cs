using HandsOn.Cluster.Server.Http;
using HandsOn.Kubernetes.Errors;

namespace HandsOn.Cluster.Server.Streams.RemoteCommand;

/// <summary>The query of <c>pods/exec</c> and <c>pods/attach</c>.</summary>
internal sealed record CommandOptions(IReadOnlyList<string> Command, bool Input, bool Output, bool Error, bool Tty)
{
    /// <exception cref="StatusException">400: nothing to stream.</exception>
    public static CommandOptions Of(ApiCall call)
    {
        var tty = call.Flag("tty");
        var options = new CommandOptions(
            [.. call.Http.Request.Query["command"].Select(c => c ?? "")], call.Flag("stdin"), call.Flag("stdout"),
            call.Flag("stderr") && !tty, tty);
        return options is { Input: false, Output: false, Error: false }
            ? throw StatusErrors.BadRequest("you must specify at least 1 of stdin, stdout, stderr")
            : options;
    }
}
