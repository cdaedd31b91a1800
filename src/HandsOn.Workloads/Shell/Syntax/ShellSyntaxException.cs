namespace HandsOn.Workloads.Shell.Syntax;

/// <summary>The script is no shell script; the message is what <c>sh</c> prints.</summary>
internal sealed class ShellSyntaxException(string message) : Exception("syntax error: " + message);
