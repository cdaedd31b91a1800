using System.Globalization;
using HandsOn.Workloads.Containers;
using HandsOn.Workloads.Network;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace HandsOn.Workloads.AspNetCore;

/// <summary>An ASP.NET Core application in a container: Kestrel over the virtual network.</summary>
internal sealed class WebProgram(Action<WebApplication> configure, Action<WebApplicationBuilder>? services, int port) : IContainerProgram
{
    /// <summary>Where .NET's own images listen.</summary>
    public const int StandardPort = 8080;

    private const string PortsVariable = "ASPNETCORE_HTTP_PORTS";

    public async Task<int> RunAsync(IContainerContext container, CancellationToken stopping)
    {
        await using var application = Build(container);
        await application.StartAsync(stopping).ConfigureAwait(false);
        var lifetime = application.Services.GetRequiredService<IHostApplicationLifetime>();
        await using (stopping.Register(lifetime.StopApplication).ConfigureAwait(false))
            await Until.StoppedAsync(lifetime.ApplicationStopping).ConfigureAwait(false);
        await application.StopAsync(CancellationToken.None).ConfigureAwait(false);
        return 0;
    }

    private WebApplication Build(IContainerContext container)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = container.ContainerName });
        // "Section__Key" is "Section:Key", as with .NET's own provider of environment variables.
        builder.Configuration.AddInMemoryCollection(container.Environment.Select(pair =>
            KeyValuePair.Create(pair.Key.Replace("__", ":", StringComparison.Ordinal), (string?)pair.Value)));
        builder.Logging.AddProvider(new ContainerLoggerProvider(container));
        builder.Services.AddSingleton<IHostLifetime, ContainerLifetime>();
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton(container);
        builder.Services.AddSingleton(container.Time);
        builder.Services.AddSingleton(_ => new HttpClient(container.Network.CreateHttpHandler()));
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            foreach (var listening in Ports(container)) kestrel.ListenAnyIP(listening);
        });
        services?.Invoke(builder);
        builder.Services.AddSingleton<IConnectionListenerFactory>(new VirtualTransport(container.Network));
        var application = builder.Build();
        configure(application);
        return application;
    }

    private IEnumerable<int> Ports(IContainerContext container) =>
        container.Environment.TryGetValue(PortsVariable, out var named)
            ? named.Split([';', ','], StringSplitOptions.RemoveEmptyEntries).Select(text => int.Parse(text, CultureInfo.InvariantCulture))
            : [port];

    /// <summary>The container stops the application: no signals, no console.</summary>
    private sealed class ContainerLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
