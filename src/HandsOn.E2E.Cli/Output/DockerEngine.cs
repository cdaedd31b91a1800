namespace HandsOn.E2E.Cli.Output;

/// <summary>Says why a run that nobody chose a provider for uses the embedded cluster.</summary>
internal static class DockerEngine
{
    private const string Socket = "/var/run/docker.sock";

    public static string WhyEmbedded()
    {
        var host = Environment.GetEnvironmentVariable("DOCKER_HOST");
        var answers = host is { Length: > 0 } || File.Exists(Socket);
        return answers
            ? "cluster: embedded simulator (this build has no provider for the Docker engine)"
            : $"cluster: embedded simulator (no Docker engine answers: DOCKER_HOST is not set and there is no {Socket})";
    }
}
