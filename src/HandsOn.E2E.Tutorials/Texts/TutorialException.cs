using HandsOn.E2E.Inputs;

namespace HandsOn.E2E.Tutorials.Texts;

/// <summary>Something in a hands-on's text cannot be followed: one sentence, with the text's file and line.</summary>
public sealed class TutorialException(string file, int line, string what, Exception? cause = null) : SourceException(file, line, what, cause);
