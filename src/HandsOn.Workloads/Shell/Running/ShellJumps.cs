namespace HandsOn.Workloads.Shell.Running;

/// <summary><c>exit</c>.</summary>
internal sealed class ShellExit(int code) : Exception
{
    public int Code { get; } = code;
}

/// <summary><c>return</c>.</summary>
internal sealed class ShellReturn(int code) : Exception
{
    public int Code { get; } = code;
}

/// <summary><c>break</c> and <c>continue</c>.</summary>
internal sealed class LoopJump(bool isBreak) : Exception
{
    public bool IsBreak { get; } = isBreak;
}
