namespace EmotionAI.SpeechBrain;

/// <summary>Finds the settings of a lobe's encoder inside a model folder: where the source or the cache of transformers says.</summary>
internal static class EncoderConfig
{
    public const string FileName = "config.json";

    private const string CachePrefix = "models--";
    private const int LongestRevision = 256;
    private const int MostFolders = 256;

    /// <summary>Finds the folder with the <c>config.json</c>.</summary>
    /// <returns>The folder; null where there is none.</returns>
    public static string? Find(string folder, LobeParameters lobe)
    {
        if (Inside(folder, lobe.Source) is { } own && Holds(own))
        {
            return own;
        }

        foreach (var place in (string[])[folder, Path.Combine(folder, "save")])
        {
            if (lobe.SavePath is { } save && Inside(place, save.TrimEnd('/').Split('/')[^1]) is { } cache && Directory.Exists(cache) && InCache(cache) is { } cached)
            {
                return cached;
            }
        }

        return null;
    }

    /// <summary>Gives a folder below another one; null for a name that leads out of it.</summary>
    private static string? Inside(string folder, string name)
    {
        var parts = name.TrimEnd('/').Split('/');
        return parts.All(part => part.Length > 0 && part is not ("." or "..") && part.AsSpan().IndexOfAny("\\:\0") < 0) ? Path.Combine([folder, .. parts]) : null;
    }

    private static string? InCache(string cache)
    {
        if (Holds(cache))
        {
            return cache;
        }

        foreach (var model in Directory.EnumerateDirectories(cache, CachePrefix + "*").Take(MostFolders).Order(StringComparer.Ordinal))
        {
            var snapshots = Path.Combine(model, "snapshots");
            var main = Path.Combine(model, "refs", "main");
            if (Revision(main) is { } revision && Inside(snapshots, revision) is { } named && Holds(named))
            {
                return named;
            }

            if (Directory.Exists(snapshots) && Directory.EnumerateDirectories(snapshots).Take(MostFolders).Order(StringComparer.Ordinal).FirstOrDefault(Holds) is { } first)
            {
                return first;
            }
        }

        return null;
    }

    private static string? Revision(string path) => new FileInfo(path) is { Exists: true, Length: <= LongestRevision } ? File.ReadAllText(path).Trim() : null;

    private static bool Holds(string folder) => File.Exists(Path.Combine(folder, FileName));
}
