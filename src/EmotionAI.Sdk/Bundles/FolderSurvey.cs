using EmotionAI.SpeechBrain;

namespace EmotionAI.Bundles;

/// <summary>Says what is in a folder that holds no model, and which folder to name in its place.</summary>
internal static class FolderSurvey
{
    private const int Deepest = 3;
    private const int Highest = 3;
    private const int MostFolders = 200;
    private const int MostFiles = 1_000;
    private const int Shown = 3;

    /// <summary>Describes a folder without a model: models below it, one above it, files of other kinds, or what else is there.</summary>
    /// <returns>A clause, without the full stop.</returns>
    public static string Describe(FolderName name)
    {
        if (ModelsBelow.Find(name.Full, Deepest, MostFolders) is { Count: > 0 } below)
        {
            var paths = string.Join(", ", below.Take(Shown).Select(found => $"'{name.Write(found.Directory)}'{found.Remark}"));
            return below.Count == 1
                ? $"there is one in {paths}: name that folder"
                : $"there are {(below.Count > Shown ? $"{below.Count}, among them" : "some")} in {paths}: name one of these folders";
        }

        if (ModelAbove(name.Full) is { } above)
        {
            return $"this is a part of the one in '{name.Write(above)}': name that folder";
        }

        return $"{DescribeFiles(name.Full)}{(Foreign(name.Full).Count > 0 ? "" : "; a model is config.json with model.safetensors or pytorch_model.bin, hyperparams.yaml, or model.onnx with config.json or preprocessor_config.json")}";
    }

    /// <summary>Describes the files of a folder: weights of other kinds by what they are, else some names.</summary>
    /// <returns>A clause, without the full stop.</returns>
    public static string DescribeFiles(string directory)
    {
        var files = Files(directory);
        var foreign = Foreign(directory);
        if (foreign.Count > 0)
        {
            return $"it holds {string.Join("; ", foreign.Select(found => $"'{found.File}', {found.Description}"))}";
        }

        string[] all = [.. Names(directory, static folder => Directory.EnumerateDirectories(folder)).Select(folder => $"{folder}/"), .. files];
        return all.Length switch
        {
            0 => "it is empty",
            <= Shown => $"it holds {string.Join(", ", all.Select(entry => $"'{entry}'"))}",
            _ => Invariant($"it holds {string.Join(", ", all.Take(Shown).Select(entry => $"'{entry}'"))} and {all.Length - Shown}{(files.Count == MostFiles ? " or more" : "")} others"),
        };
    }

    private static List<(string File, string? Description)> Foreign(string directory) =>
        [.. Files(directory).Select(file => (File: file, Description: ForeignWeights.Describe(file))).Where(found => found.Description is not null).DistinctBy(found => found.Description).Take(Shown)];

    private static List<string> Files(string directory) => Names(directory, static folder => Directory.EnumerateFiles(folder));

    private static string? ModelAbove(string directory)
    {
        var folder = Path.GetDirectoryName(directory);
        for (var level = 0; level < Highest && folder is not null; level++, folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, SpeechBrainFiles.HyperParametersName)) || (level == 0 && BundleLayout.HoldsModelFile(folder)))
            {
                return folder;
            }
        }

        return null;
    }

    private static List<string> Names(string directory, Func<string, IEnumerable<string>> list)
    {
        try
        {
            return [.. list(directory).Take(MostFiles).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
