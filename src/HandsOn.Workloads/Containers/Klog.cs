using System.Globalization;

namespace HandsOn.Workloads.Containers;

/// <summary>Log lines of Go programs of the Kubernetes family: <c>I1122 22:50:09.123456       7 main.go:1] text</c>.</summary>
internal sealed class Klog(IContainerContext container, int process = 7)
{
    public void Info(string source, string text) => Write('I', source, text);

    public void Warning(string source, string text) => Write('W', source, text);

    public void Error(string source, string text) => Write('E', source, text);

    public void Fatal(string source, string text) => Write('F', source, text);

    private void Write(char level, string source, string text)
    {
        var now = container.Time.GetUtcNow();
        var line = string.Create(CultureInfo.InvariantCulture, $"{level}{now:MMdd HH:mm:ss.ffffff} {process,7} {source}] {text}");
        lock (container.Error) container.Error.WriteLine(line);
    }
}
