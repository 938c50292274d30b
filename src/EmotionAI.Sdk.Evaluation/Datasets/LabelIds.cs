using System.Text;
using EmotionAI.Evaluation.Artefacts;
using EmotionAI.Formats;

namespace EmotionAI.Evaluation.Datasets;

/// <summary>Finds the names of label ids; ids need not begin at 0.</summary>
internal static class LabelIds
{
    private static readonly string[] FileNames = ["labels.txt", LabelsFile.FileName];

    /// <param name="dataPath">The data, beside which <c>labels.txt</c> or <c>labels.json</c> may lie.</param>
    /// <param name="namesPath">The file asked for; null for the one beside the data.</param>
    /// <exception cref="EmotionAIException">There is no such file, or it is not valid.</exception>
    public static IReadOnlyDictionary<int, string> Find(string dataPath, string? namesPath)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(dataPath))!;
        var path = namesPath ?? FileNames.Select(name => Path.Combine(folder, name)).FirstOrDefault(File.Exists) ?? throw new EmotionAIException(
            EmotionErrorCodes.InputInvalid, $"'{dataPath}' gives labels as ids, and nothing names them: put labels.txt (one label a line) or labels.json beside it, or say which file names them.", dataPath);
        return path.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? LabelsFile.ReadIds(path) : ReadLines(path);
    }

    private static Dictionary<int, string> ReadLines(string path) => Encoding.UTF8.GetString(JsonText.Decode(ArtefactFile.ReadBytes(path), path).Span)
        .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .Index()
        .ToDictionary(line => line.Index, line => line.Item);
}
