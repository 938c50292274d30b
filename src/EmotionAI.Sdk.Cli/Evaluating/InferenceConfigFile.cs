using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using EmotionAI.Bundles;

namespace EmotionAI.Cli.Evaluating;

/// <summary>Changes an <c>inference_config.json</c>; what it says besides is kept.</summary>
internal sealed class InferenceConfigFile
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, IndentSize = 2, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly JsonObject _root;

    private InferenceConfigFile(JsonObject root)
    {
        _root = root;
    }

    /// <summary>Reads the file of a model folder; starts an empty one where there is none.</summary>
    public static InferenceConfigFile Read(string modelDirectory)
    {
        var path = Path.Combine(modelDirectory, InferenceSettingsReader.FileName);
        return new InferenceConfigFile(File.Exists(path) ? (JsonObject)JsonNode.Parse(File.ReadAllBytes(path))! : []);
    }

    /// <summary>Sets the threshold of each label.</summary>
    public void SetThresholds(EmotionLabels labels, IReadOnlyList<double> thresholds)
    {
        Remove("per_class_thresholds");
        _root["thresholds"] = new JsonObject(labels.Select((label, i) => KeyValuePair.Create<string, JsonNode?>(label, JsonValue.Create(thresholds[i]))));
    }

    /// <summary>Sets one threshold for all labels.</summary>
    public void SetThreshold(double threshold)
    {
        Remove("thresholds", "per_class_thresholds", "global_threshold");
        _root["threshold"] = JsonValue.Create(threshold);
    }

    public void SetScoreScale(double scale) => _root["score_scale"] = JsonValue.Create(scale);

    public void Write(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        AtomicText.Write(path, _root.ToJsonString(Indented) + "\n");
    }

    private void Remove(params string[] keys)
    {
        foreach (var key in keys)
        {
            _root.Remove(key);
        }
    }
}
