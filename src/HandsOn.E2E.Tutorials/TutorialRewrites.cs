using HandsOn.E2E.Inputs;
using HandsOn.E2E.Reporting.Matrix;
using HandsOn.E2E.Versions;

namespace HandsOn.E2E.Tutorials;

/// <summary>The lines of a text that are followed otherwise than they are written.</summary>
public static class TutorialRewrites
{
    /// <summary>The rewrites that the minors of a matrix needed, as far as these minors followed the text.</summary>
    /// <exception cref="Inputs.ManifestException">The amendments cannot be read.</exception>
    public static IReadOnlyList<Rewrite> In(TutorialSource source, IEnumerable<MatrixColumn> columns)
    {
        var followed = columns.Where(Follows).Select(c => c.Minor).ToList();
        return
        [
            .. from amendment in source.ReadAmendments()
               let needed = followed.Where(amendment.AppliesTo).ToList()
               where needed.Count > 0
               let at = new SourceLine(source.Name, amendment.First)
               select new Rewrite(at, MinorRanges.Write(needed), amendment.Was, amendment.Becomes, amendment.Reason)
        ];

        bool Follows(MatrixColumn column) => column.Run?.Sections.SelectMany(s => s.Steps).Any(s => s.Line?.File == source.Name) == true;
    }
}
