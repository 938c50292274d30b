using System.Globalization;
using System.Text;
using System.Text.Json;

namespace EmotionAI.Bundles;

/// <summary>Says in an exported model what its numbers mean: the labels and the decision rule.</summary>
internal static class OnnxExportMetadata
{
    private const string Prefix = "emotionai.";

    public static IReadOnlyList<KeyValuePair<string, string>> Of(ModelBundle bundle)
    {
        var model = bundle.Metadata!;
        List<KeyValuePair<string, string>> metadata =
        [
            new(Prefix + "model_id", model.ModelId),
            new(Prefix + "kind", bundle.Kind),
            new(Prefix + "labels", List(model.Labels, static (json, label) => json.WriteStringValue(label))),
            new(Prefix + "problem_type", DecisionRuleResolver.Name(model.ProblemType)),
            new(Prefix + "score_scale", model.ScoreScale.ToString(CultureInfo.InvariantCulture)),
        ];
        if (model.Thresholds.Count > 0)
        {
            metadata.Add(new(Prefix + "thresholds", List(model.Thresholds, static (json, threshold) => json.WriteNumberValue(threshold))));
        }

        Add("top_k", model.TopK);
        Add("max_length", model.MaxLength);
        Add("sample_rate", model.SampleRate);
        return metadata;

        void Add(string key, int? value)
        {
            if (value is { } number)
            {
                metadata.Add(new(Prefix + key, number.ToString(CultureInfo.InvariantCulture)));
            }
        }
    }

    private static string List<T>(IEnumerable<T> items, Action<Utf8JsonWriter, T> write)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartArray();
            foreach (var item in items)
            {
                write(json, item);
            }

            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }
}
