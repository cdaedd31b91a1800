using System.CommandLine;
using System.Globalization;
using System.Net.Sockets;
using HandsOn.Cluster.Hosting;
using HandsOn.E2E.Cli.Output;
using HandsOn.E2E.Clusters;

namespace HandsOn.E2E.Cli.Commands;

/// <summary><c>up</c>: the embedded cluster alone, in the foreground, until Ctrl-C.</summary>
internal static class UpCommand
{
    private const string DefaultKubeconfig = "handson.kubeconfig";
    private const int MostNodes = 100;

    public static Command Create()
    {
        var minor = MinorOption.Create();
        var nodes = new Option<string>("--nodes") { Description = "Number of nodes", HelpName = "N", DefaultValueFactory = _ => "1" };
        var kubeconfig = new Option<string>("--kubeconfig") { Description = "Where to write the kubeconfig", HelpName = "FILE", DefaultValueFactory = _ => DefaultKubeconfig };
        var port = new Option<string>("--port") { Description = "Loopback port of the API server; 0 for any free one", HelpName = "P", DefaultValueFactory = _ => "0" };
        var command = new Command("up", "Starts the embedded cluster alone and serves until Ctrl-C.") { minor, nodes, kubeconfig, port };
        command.SetAction((parsed, cancellation) => RunAsync(
            new EmbeddedClusterOptions
            {
                Minor = MinorOption.Read(parsed.GetValue(minor)!),
                Nodes = Within("--nodes", parsed.GetValue(nodes)!, 1, MostNodes),
                Port = Within("--port", parsed.GetValue(port)!, 0, ushort.MaxValue),
                PublishOnServicePorts = true,
            },
            PathOf(parsed.GetValue(kubeconfig)!), parsed.InvocationConfiguration.Output, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(EmbeddedClusterOptions options, string path, TextWriter output, CancellationToken cancellation)
    {
        KubeconfigFile.Demand(path);
        var started = TimeProvider.System.GetTimestamp();
        await using var cluster = await StartAsync(options, cancellation).ConfigureAwait(false);
        using var file = KubeconfigFile.Write(path, cluster.Kubeconfig);
        var seconds = TimeProvider.System.GetElapsedTime(started).TotalSeconds.ToString("0.00", CultureInfo.InvariantCulture);
        output.WriteLine($"ready in {seconds} s: Kubernetes {cluster.Release.GitVersion} at {cluster.Server} (embedded simulator, {options.Nodes} node{(options.Nodes == 1 ? "" : "s")}); export KUBECONFIG={path}");
        cluster.Published.Changed += (endpoint, isOpen) => output.WriteLine(PublishedLine.Of(endpoint, isOpen));
        await Stopped.WaitAsync(cancellation).ConfigureAwait(false);
        return ExitCodes.Interrupted;
    }

    private static async Task<EmbeddedCluster> StartAsync(EmbeddedClusterOptions options, CancellationToken cancellation)
    {
        try
        {
            return await EmbeddedCluster.StartAsync(options, cancellation).ConfigureAwait(false);
        }
        catch (IOException taken) when (taken.InnerException is { } inner && (inner is SocketException || inner.InnerException is SocketException))
        {
            throw new BadInputException($"--port {options.Port}: the port is in use on 127.0.0.1");
        }
        catch (TimeoutException notReady)
        {
            throw new ClusterException(notReady.Message, notReady);
        }
    }

    private static string PathOf(string kubeconfig) =>
        kubeconfig.Trim().Length > 0 ? Path.GetFullPath(kubeconfig) : throw new BadInputException("--kubeconfig: give the name of a file");

    private static int Within(string option, string value, int least, int most) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number : throw new BadInputException($"{option} {value}: give a number from {least} to {most}");
}
