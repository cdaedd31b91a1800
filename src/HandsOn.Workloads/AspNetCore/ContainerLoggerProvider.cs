using HandsOn.Workloads.Containers;
using Microsoft.Extensions.Logging;

namespace HandsOn.Workloads.AspNetCore;

/// <summary>Writes an application's log to its container's output, as .NET's console logger does in a container.</summary>
internal sealed class ContainerLoggerProvider(IContainerContext container) : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => new ContainerLogger(container, categoryName);

    public void Dispose() { }

    private sealed class ContainerLogger(IContainerContext container, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) =>
            logLevel >= (category.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) ? LogLevel.Warning : LogLevel.Information);

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!IsEnabled(logLevel)) return;
            var text = $"{Name(logLevel)}: {category}[{eventId.Id}]\n      {formatter(state, exception)}";
            lock (container.Output) container.Output.WriteLine(exception is null ? text : $"{text}\n{exception}");
        }

        private static string Name(LogLevel level) => level switch
        {
            LogLevel.Warning => "warn",
            LogLevel.Error => "fail",
            LogLevel.Critical => "crit",
            _ => "info",
        };
    }
}
