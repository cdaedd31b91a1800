namespace HandsOn.Kubernetes.Schemas.Tables;

/// <summary>The tables inside this assembly.</summary>
internal static class EmbeddedTables
{
    public static SchemaCatalog Load()
    {
        var assembly = typeof(EmbeddedTables).Assembly;
        var tables = new List<TableText>();
        foreach (var name in assembly.GetManifestResourceNames())
        {
            if (!name.EndsWith(".schema", StringComparison.Ordinal)) continue;
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            tables.Add(TableText.Read(reader.ReadToEnd()));
        }
        return TableLinker.Link(tables);
    }
}
