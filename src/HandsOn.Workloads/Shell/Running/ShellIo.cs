namespace HandsOn.Workloads.Shell.Running;

/// <summary>The three streams of a command.</summary>
internal sealed record ShellIo(TextReader In, TextWriter Out, TextWriter Error);
