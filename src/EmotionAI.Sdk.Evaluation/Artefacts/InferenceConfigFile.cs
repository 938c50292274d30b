using System.Text.Json;

namespace EmotionAI.Evaluation.Artefacts;

/// <summary>Reads and writes the thresholds of <c>inference_config.json</c>.</summary>
/// <remarks>
/// Safe for concurrent use. A label takes its own threshold (<c>thresholds</c> or <c>per_class_thresholds</c>, by label or in label order), else that of all
/// (<c>threshold</c> or <c>global_threshold</c>), else 0.5.
/// </remarks>
public static class InferenceConfigFile
{
    /// <summary>The name of the file in the seed's layout.</summary>
    public const string FileName = "inference_config.json";

    private const double Default = 0.5;
    private const string ScaleKey = "score_scale";

    private static readonly string[] GlobalKeys = ["threshold", "global_threshold"];
    private static readonly string[] ClassKeys = ["thresholds", "per_class_thresholds"];

    /// <summary>Reads the threshold of each label.</summary>
    /// <param name="path">The file.</param>
    /// <param name="labels">The labels in index order.</param>
    /// <returns>One threshold a label.</returns>
    /// <exception cref="EmotionAIException">The file cannot be read, a threshold is not a number from 0 to 1, or one is for a label that is not known.</exception>
    public static double[] ReadThresholds(string path, EmotionLabels labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        var root = ReadObject(path);
        var (key, value) = Find(root, GlobalKeys);
        var all = key.Length == 0 ? Default : NumberOf(value, key, path);
        var thresholds = new double[labels.Count];
        Array.Fill(thresholds, all);
        (key, value) = Find(root, ClassKeys);
        switch (value.ValueKind)
        {
            case JsonValueKind.Undefined:
                break;
            case JsonValueKind.Object:
                foreach (var property in value.EnumerateObject())
                {
                    var index = labels.IndexOf(property.Name);
                    thresholds[index >= 0 ? index : throw Fault(path, key, $"the label '{property.Name}'", $"the labels {string.Join(", ", labels.Take(40))} are")] =
                        NumberOf(property.Value, $"{key}.{property.Name}", path);
                }

                break;
            case JsonValueKind.Array when value.GetArrayLength() == labels.Count:
                for (var i = 0; i < thresholds.Length; i++)
                {
                    thresholds[i] = NumberOf(value[i], Invariant($"{key}[{i}]"), path);
                }

                break;
            default:
                throw Fault(path, key, value.ValueKind == JsonValueKind.Array ? Invariant($"{value.GetArrayLength()} thresholds") : ArtefactJson.Describe(value), $"one threshold for each of {labels.Count} labels is");
        }

        return thresholds;
    }

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

    private static (string Key, JsonElement Value) Find(JsonElement root, string[] keys)
    {
        foreach (var key in keys)
        {
            if (root.TryGetProperty(key, out var value) && value.ValueKind != JsonValueKind.Null)
            {
                return (key, value);
            }
        }

        return ("", default);
    }

    private static double NumberOf(JsonElement value, string key, string path) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && number is >= 0 and <= 1
            ? number
            : throw Fault(path, key, ArtefactJson.Describe(value), "a number from 0 to 1 is");

    private static EmotionAIException Fault(string path, string key, string found, string allowed) =>
        ArtefactFile.Fault(EmotionErrorCodes.FormatInvalid, path, $"\"{key}\": {found}", allowed);
}
