using System.Globalization;
using System.Text.Json;

namespace EmotionAI.Bundles;

/// <summary>Finds the folders with a model below one without: checkpoints of a training, revisions of the hub's cache, others.</summary>
internal static class ModelsBelow
{
    private const string CheckpointPrefix = "checkpoint-";
    private const string Snapshots = "snapshots";
    private const int LongestRevision = 200;
    private const int LongestState = 16 << 20;

    /// <summary>Finds them, the most likely first: what the main branch points to, then the checkpoint of the most steps.</summary>
    public static IReadOnlyList<(string Directory, string Remark)> Find(string root, int depth, int mostFolders)
    {
        List<string> found = [];
        Collect(root, depth, ref mostFolders, found);
        var best = found.Where(folder => StepsOf(folder) >= 0).OrderByDescending(StepsOf).Select(BestOf).FirstOrDefault(name => name is not null);
        return [.. found.Select(folder => (Directory: folder, Remark: RemarkOf(folder, best))).OrderByDescending(entry => entry.Remark.Length > 0).ThenByDescending(entry => StepsOf(entry.Directory)).ThenBy(entry => entry.Directory, StringComparer.Ordinal)];
    }

    private static void Collect(string folder, int depth, ref int left, List<string> found)
    {
        foreach (var child in Children(folder, left))
        {
            if (--left < 0)
            {
                return;
            }

            if (BundleLayout.HoldsModelFile(child))
            {
                found.Add(child);
            }
            else if (depth > 1)
            {
                Collect(child, depth - 1, ref left, found);
            }
        }
    }

    private static List<string> Children(string folder, int most)
    {
        try
        {
            return [.. Directory.EnumerateDirectories(folder).Take(most).Order(StringComparer.Ordinal)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static string RemarkOf(string folder, string? best)
    {
        var name = Path.GetFileName(folder);
        var parent = Path.GetDirectoryName(folder)!;
        if (Path.GetFileName(parent) == Snapshots && Read(Path.Combine(parent, "..", "refs", "main"), LongestRevision)?.Trim() == name)
        {
            return " (refs/main)";
        }

        return name == best ? " (the best one, says its trainer)" : "";
    }

    private static long StepsOf(string folder)
    {
        var name = Path.GetFileName(folder);
        return name.StartsWith(CheckpointPrefix, StringComparison.Ordinal) && long.TryParse(name.AsSpan(CheckpointPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var steps) ? steps : -1;
    }

    /// <summary>Reads which checkpoint the trainer took for the best.</summary>
    private static string? BestOf(string checkpoint)
    {
        try
        {
            if (Read(Path.Combine(checkpoint, "trainer_state.json"), LongestState) is not { } text)
            {
                return null;
            }

            using var state = JsonDocument.Parse(text);
            return state.RootElement.ValueKind == JsonValueKind.Object && state.RootElement.TryGetProperty("best_model_checkpoint", out var best) && best.ValueKind == JsonValueKind.String
                ? Path.GetFileName(Path.TrimEndingDirectorySeparator(best.GetString()!.Replace('\\', '/')))
                : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string? Read(string path, int longest)
    {
        try
        {
            return new FileInfo(path) is { Exists: true, Length: > 0 } file && file.Length <= longest ? File.ReadAllText(path) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
