namespace HandsOn.E2E.Cli.Output;

/// <summary>Names of sections: "1 A title - what it shows".</summary>
internal static class SectionName
{
    /// <summary>The title alone.</summary>
    public static string Short(string name) => name.Split(" - ", 2)[0];
}
