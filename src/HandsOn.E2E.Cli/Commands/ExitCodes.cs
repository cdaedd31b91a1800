namespace HandsOn.E2E.Cli.Commands;

/// <summary>What the process tells its caller.</summary>
internal static class ExitCodes
{
    public const int Passed = 0;

    /// <summary>A scenario failed, or something broke while running.</summary>
    public const int Failed = 1;

    /// <summary>The input was bad: nothing was run.</summary>
    public const int BadInput = 2;

    /// <summary>Ctrl-C, as shells count it (128 + SIGINT).</summary>
    public const int Interrupted = 130;
}
