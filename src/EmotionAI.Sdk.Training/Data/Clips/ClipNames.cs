using System.Text;

namespace EmotionAI.Training.Data.Clips;

/// <summary>Gives the files of recordings names that every system takes, each once, as near to the names of the source as may be.</summary>
internal sealed class ClipNames
{
    private const int LongestPart = 80;
    private const int MostFolders = 8;

    private static readonly HashSet<string> Reserved = new(
        ["con", "prn", "aux", "nul", .. Enumerable.Range(1, 9).SelectMany(number => (string[])[Invariant($"com{number}"), Invariant($"lpt{number}")])],
        StringComparer.OrdinalIgnoreCase);

    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="name">The relative name in the source, with forward slashes.</param>
    /// <param name="ending">The ending to give, with its point; null for that of the name.</param>
    /// <returns>A relative name with forward slashes.</returns>
    public string Next(string name, string? ending)
    {
        var parts = name.Split('/', '\\');
        string[] folders = [.. parts[..^1].TakeLast(MostFolders).Select(Clean)];
        var stem = Clean(Path.GetFileNameWithoutExtension(parts[^1]));
        var last = ending ?? Clean(Path.GetExtension(parts[^1])).ToLowerInvariant().Replace('_', '.');
        for (var copy = 1; ; copy++)
        {
            var candidate = string.Join('/', [.. folders, copy == 1 ? $"{stem}{last}" : Invariant($"{stem}-{copy}{last}")]);
            if (_taken.Add(candidate))
            {
                return candidate;
            }
        }
    }

    private static string Clean(string part)
    {
        var clean = new StringBuilder();
        foreach (var unit in part.AsSpan(0, Math.Min(part.Length, LongestPart)))
        {
            clean.Append(char.IsAsciiLetterOrDigit(unit) || unit is '-' or '_' || (unit == '.' && clean.Length > 0) ? unit : '_');
        }

        var text = clean.ToString().TrimEnd('.');
        return text.Length == 0 || Reserved.Contains(text.Split('.')[0]) ? $"_{text}" : text;
    }
}
