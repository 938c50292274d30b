using System.Text.Json;
using EmotionAI.Evaluation.Artefacts;
using EmotionAI.Evaluation.Bootstrap;
using EmotionAI.Formats;

namespace EmotionAI.Evaluation.Runs;

/// <summary>Reads and writes the file of intervals.</summary>
internal static class IntervalsJson
{
    /// <param name="isWithinSpeakers">Whether samples were drawn within each speaker.</param>
    public static byte[] Format(IReadOnlyList<BootstrapInterval> intervals, bool isWithinSpeakers) => ArtefactJson.Write(json =>
    {
        var first = intervals[0];
        json.WriteStartObject();
        json.WriteString("method", isWithinSpeakers ? "percentile bootstrap over samples, drawn within speakers" : "percentile bootstrap over samples");
        json.WriteNumber("confidence_level", first.ConfidenceLevel);
        json.WriteNumber("resamples", first.Resamples);
        json.WriteNumber("seed", first.Seed);
        foreach (var interval in intervals)
        {
            json.WriteStartObject(interval.Name);
            foreach (var (name, value) in (ReadOnlySpan<(string, double)>)[("estimate", interval.Estimate), ("lower", interval.Lower), ("upper", interval.Upper), ("standard_error", interval.StandardError)])
            {
                WriteNumber(json, name, value);
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    });

    /// <summary>Reads how the intervals of a file were drawn; what it does not say, and all where there is no file, has the default.</summary>
    /// <exception cref="EmotionAIException">The file is malformed.</exception>
    public static BootstrapOptions ReadOptions(string path)
    {
        var options = new BootstrapOptions();
        if (!File.Exists(path))
        {
            return options;
        }

        var root = ArtefactJson.Read(path);
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw ArtefactFile.Fault(EmotionErrorCodes.FormatInvalid, path, ArtefactJson.Describe(root), "an object is");
        }

        options.Seed = Find(root, "seed", path, static value => value.TryGetUInt64(out var seed) ? seed : (ulong?)null) ?? options.Seed;
        options.Resamples = Find(root, "resamples", path, static value => value.TryGetInt32(out var resamples) ? resamples : (int?)null) ?? options.Resamples;
        options.ConfidenceLevel = Find(root, "confidence_level", path, static value => value.TryGetDouble(out var level) ? level : (double?)null) ?? options.ConfidenceLevel;
        return options;
    }

    /// <summary>Writes a number; null where it is undefined.</summary>
    private static void WriteNumber(Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value))
        {
            json.WriteNumber(name, value);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static TNumber? Find<TNumber>(JsonElement root, string name, string path, Func<JsonElement, TNumber?> convert)
        where TNumber : struct
    {
        if (!root.TryGetProperty(name, out var value))
        {
            return null;
        }

        return (value.ValueKind == JsonValueKind.Number ? convert(value) : null)
            ?? throw ArtefactFile.Fault(EmotionErrorCodes.FormatInvalid, path, $"\"{name}\": {ArtefactJson.Describe(value)}", "a number in its range is");
    }
}
