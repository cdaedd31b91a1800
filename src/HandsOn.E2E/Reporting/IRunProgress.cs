namespace HandsOn.E2E.Reporting;

/// <summary>Is told how a run goes while it goes; sections run side by side, so calls come from several threads.</summary>
public interface IRunProgress
{
    /// <summary>Something about the whole run that is said once: which kubectl, which provider.</summary>
    void Said(string sentence);

    /// <summary>A section begins.</summary>
    void SectionStarted(string section);

    /// <summary>A step of a section begins.</summary>
    void StepStarted(string section, string step);

    /// <summary>A step of a section has ended.</summary>
    void StepEnded(string section, StepReport step);

    /// <summary>A section has ended.</summary>
    void SectionEnded(SectionReport section);
}

/// <summary>Tells nobody.</summary>
public sealed class NoProgress : IRunProgress
{
    /// <inheritdoc/>
    public void Said(string sentence) { }

    /// <inheritdoc/>
    public void SectionStarted(string section) { }

    /// <inheritdoc/>
    public void StepStarted(string section, string step) { }

    /// <inheritdoc/>
    public void StepEnded(string section, StepReport step) { }

    /// <inheritdoc/>
    public void SectionEnded(SectionReport section) { }
}
