namespace EmotionAI.Bundles;

/// <summary>Holds how a model folder was named, and by what, for messages.</summary>
/// <param name="given">The path as given.</param>
/// <param name="origin">The option, configuration key or environment variable that named it; null for code.</param>
internal sealed class FolderName(string given, string? origin)
{
    public string Given => given;

    public string Full { get; } = Path.TrimEndingDirectorySeparator(Path.GetFullPath(given));

    /// <summary>Gets what else is known of the name, in brackets and with a space before; empty where there is nothing.</summary>
    public string Remarks
    {
        get
        {
            string?[] remarks = [Full == Path.TrimEndingDirectorySeparator(given) ? null : $"that is '{Full}'", origin is null ? null : $"named by {origin}"];
            var known = remarks.OfType<string>().ToArray();
            return known.Length == 0 ? "" : $" ({string.Join(", ", known)})";
        }
    }

    public override string ToString() => $"'{given}'{Remarks}";

    /// <summary>Writes a path below or above the folder the way the folder was given.</summary>
    public string Write(string path) => Path.IsPathRooted(given) ? path : Path.GetRelativePath(Environment.CurrentDirectory, path);
}
