using System.Text.Json;
using EmotionAI.Formats;

namespace EmotionAI.Evaluation.Artefacts;

/// <summary>Writes what was fitted into <c>inference_config.json</c>; <c>InferenceConfig</c> of EmotionAI.Sdk reads it.</summary>
/// <remarks>Safe for concurrent use.</remarks>
public static class InferenceConfigFile
{
    /// <summary>The name of the file in the seed's layout.</summary>
    public const string FileName = "inference_config.json";

    private const string ScaleKey = "score_scale";

    private static readonly string[] GlobalKeys = ["threshold", "global_threshold"];
    private static readonly string[] ClassKeys = ["thresholds", "per_class_thresholds"];

    /// <summary>Writes a threshold a label; what else a file said before is kept.</summary>
    /// <param name="labels">The labels in index order.</param>
    /// <param name="thresholds">One threshold a label, 0 to 1.</param>
    /// <param name="previousPath">The file whose other keys are kept, or null.</param>
    /// <returns>The JSON, in UTF-8.</returns>
    /// <exception cref="ArgumentException">There is not one threshold from 0 to 1 for each label.</exception>
    /// <exception cref="EmotionAIException">The previous file cannot be read.</exception>
    public static byte[] Format(EmotionLabels labels, ReadOnlySpan<double> thresholds, string? previousPath = null)
    {
        ArgumentNullException.ThrowIfNull(labels);
        if (thresholds.Length != labels.Count || thresholds.ContainsAnyExceptInRange(0, 1))
        {
            throw new ArgumentException($"There are {thresholds.Length} thresholds; {labels.Count} from 0 to 1 are allowed.", nameof(thresholds));
        }

        var values = thresholds.ToArray();
        return Replace(previousPath, [.. GlobalKeys, .. ClassKeys], writer =>
        {
            writer.WriteNull(GlobalKeys[0]);
            writer.WriteStartObject(ClassKeys[0]);
            for (var i = 0; i < values.Length; i++)
            {
                writer.WritePropertyName(labels[i]);
                ArtefactJson.WriteNumber(writer, values[i]);
            }

            writer.WriteEndObject();
        });
    }

    /// <summary>Writes the factor on the outputs of a model before the activation; what else a file said before is kept.</summary>
    /// <param name="scale">The factor, above 0: 1 / temperature, times the model's own factor.</param>
    /// <param name="previousPath">The file whose other keys are kept, or null.</param>
    /// <returns>The JSON, in UTF-8.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The factor is not above 0.</exception>
    /// <exception cref="EmotionAIException">The previous file cannot be read.</exception>
    public static byte[] FormatScoreScale(double scale, string? previousPath = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(scale);
        return Replace(previousPath, [ScaleKey], writer =>
        {
            writer.WritePropertyName(ScaleKey);
            ArtefactJson.WriteNumber(writer, scale);
        });
    }

    private static byte[] Replace(string? previousPath, string[] keys, Action<Utf8JsonWriter> write)
    {
        JsonElement? previous = previousPath is null ? null : ReadObject(previousPath);
        return ArtefactJson.Write(writer =>
        {
            writer.WriteStartObject();
            write(writer);
            foreach (var property in previous?.EnumerateObject().Where(property => !keys.Contains(property.Name)) ?? [])
            {
                property.WriteTo(writer);
            }

            writer.WriteEndObject();
        });
    }

    private static JsonElement ReadObject(string path)
    {
        var root = ArtefactJson.Read(path, keys => keys is ["thresholds" or "per_class_thresholds", ..]);
        return root.ValueKind == JsonValueKind.Object
            ? root
            : throw ArtefactFile.Fault(EmotionErrorCodes.FormatInvalid, path, ArtefactJson.Describe(root), "an object is");
    }
}
