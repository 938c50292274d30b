using System.Text.Json;
using EmotionAI.Formats;

namespace EmotionAI.Evaluation.Artefacts;

/// <summary>Reads and writes <c>labels.json</c>.</summary>
/// <remarks>Safe for concurrent use. Reads a list, <c>{"labels": list}</c>, id → label, and label → id; writes a list.</remarks>
public static class LabelsFile
{
    /// <summary>The name of the file in the seed's layout.</summary>
    public const string FileName = "labels.json";

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The labels in index order.</returns>
    /// <exception cref="EmotionAIException">The file cannot be read, is in none of the four forms, or its labels are not distinct and numbered from 0.</exception>
    public static EmotionLabels Read(string path)
    {
        var forms = Forms(path);
        return new EmotionLabels(forms.Number(forms.Read(Parse(path), out var key), key)!);
    }

    /// <summary>Writes the labels as a list.</summary>
    /// <param name="labels">The labels in index order.</param>
    /// <returns>The JSON, in UTF-8.</returns>
    public static byte[] Format(EmotionLabels labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        return ArtefactJson.Write(writer =>
        {
            writer.WriteStartArray();
            foreach (var label in labels)
            {
                writer.WriteStringValue(label);
            }

            writer.WriteEndArray();
        });
    }

    /// <summary>Reads the names of label ids, which need not begin at 0.</summary>
    /// <exception cref="EmotionAIException">The file cannot be read, is in none of the four forms, or an id occurs twice.</exception>
    internal static SortedDictionary<int, string> ReadIds(string path) => Forms(path).Read(Parse(path), out _)!;

    private static JsonElement Parse(string path) => ArtefactJson.Read(path, keys => keys is [_] or ["labels", _]);

    private static LabelForms Forms(string path) => new(fault =>
        throw ArtefactFile.Fault(EmotionErrorCodes.FormatInvalid, path, $"{(fault.Key.Length == 0 ? "" : $"{fault.Key}: ")}{fault.Found}", $"{fault.Allowed} is"));
}
