using System.Text.Json;
using EmotionAI.Bundles;

namespace EmotionAI.Cli.Output;

/// <summary>Writes what is known of a model folder as one JSON object.</summary>
internal static class BundleJson
{
    public static void Write(TextWriter output, ModelBundle bundle)
    {
        using var line = new JsonLine(output);
        var json = line.Begin();
        json.WriteString("directory", bundle.Directory);
        json.WriteString("kind", FirstName(bundle));
        json.WriteString("architecture", bundle.Kind);
        json.WriteBoolean("usable", bundle.IsUsable);
        if (bundle.Metadata is { } model)
        {
            WriteModel(json, model);
        }

        json.WriteStartArray("files");
        foreach (var file in BundleFile.List(bundle))
        {
            json.WriteStartObject();
            json.WriteString("name", file.Name);
            json.WriteNumber("bytes", file.Bytes);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteProblems(json, bundle.Problems);
        line.End();
    }

    /// <summary>Gives the name that the key had before there were architectures.</summary>
    private static string FirstName(ModelBundle bundle) => bundle.Kind.Split('/')[0] switch
    {
        "hugging-face" => bundle.Modality == ModelModality.Audio ? "HuggingFaceAudio" : "HuggingFaceText",
        "speechbrain" => "SpeechBrain",
        "onnx" => File.Exists(Path.Combine(bundle.ModelDirectory, "preprocessor_config.json")) ? "OnnxAudio" : "OnnxText",
        _ => "Unknown",
    };

    private static void WriteModel(Utf8JsonWriter json, EmotionClassifierMetadata model)
    {
        json.WriteString("model", model.ModelId);
        json.WriteString("problemType", model.ProblemType.ToString());
        json.WriteStartArray("labels");
        for (var i = 0; i < model.Labels.Count; i++)
        {
            json.WriteStartObject();
            json.WriteString("label", model.Labels[i]);
            if (model.Thresholds.Count > 0)
            {
                json.WriteNumber("threshold", model.Thresholds[i]);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteOptional(json, "topK", model.TopK);
        WriteOptional(json, "maxLength", model.MaxLength);
        WriteOptional(json, "sampleRate", model.SampleRate);
        WriteOptional(json, "maxSeconds", model.MaxDuration?.TotalSeconds);
    }

    private static void WriteOptional(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
    }

    private static void WriteProblems(Utf8JsonWriter json, IReadOnlyList<BundleProblem> problems)
    {
        json.WriteStartArray("problems");
        foreach (var problem in problems)
        {
            json.WriteStartObject();
            json.WriteString("severity", problem.Severity == BundleSeverity.Error ? "error" : "warning");
            json.WriteString("code", problem.Code);
            json.WriteString("file", problem.File);
            json.WriteString("key", problem.Key);
            json.WriteString("found", problem.Found);
            json.WriteString("allowed", problem.Allowed);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
