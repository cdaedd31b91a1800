namespace HandsOn.E2E.Cli.Commands;

/// <summary>Something that the user gave cannot be used; the message is the one sentence to show.</summary>
internal sealed class BadInputException(string message) : Exception(message);
