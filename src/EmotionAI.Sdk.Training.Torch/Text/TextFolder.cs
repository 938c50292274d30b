using System.Text.Json;
using System.Text.Json.Nodes;
using EmotionAI.Evaluation.Artefacts;
using EmotionAI.Training.Data;
using EmotionAI.Training.Torch.Running;
using EmotionAI.Training.Writing;

namespace EmotionAI.Training.Torch.Text;

/// <summary>Puts together a Hugging Face folder: settings, weights, tokenizer, labels and what the SDK reads beside them.</summary>
internal static class TextFolder
{
    private const string WeightsName = "model.safetensors";

    /// <summary>Settings of the base model that say where it came from, name code, or hold for other labels.</summary>
    private static readonly string[] Dropped = ["_name_or_path", "auto_map", "num_labels", "torch_dtype", "dtype", "label2id", "id2label", "problem_type", "architectures"];

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>Collects the files.</summary>
    /// <param name="baseDirectory">The folder of the base model, whose tokenizer is copied.</param>
    /// <param name="settings">Its settings.</param>
    /// <param name="data">The data.</param>
    /// <param name="options">How it was trained.</param>
    /// <param name="weights">The weights.</param>
    /// <param name="maxLength">The largest number of tokens.</param>
    /// <param name="thresholds">A threshold a label; null for none.</param>
    /// <param name="meta">What <c>model_meta.json</c> says.</param>
    public static ModelFolderWriter Write(string baseDirectory, TextSettings settings, PreparedDataset data, TextFineTuningOptions options, WeightStore weights, int maxLength, double[]? thresholds, ModelMeta meta)
    {
        var writer = new ModelFolderWriter();
        writer.Add(TextSettings.FileName, Utf8(Config(settings, data.Labels, options)));
        writer.AddSafeTensors(WeightsName, [.. weights.Names.Select(weights.Read)], options.HalfPrecision);
        writer.AddTokenizer(baseDirectory);
        writer.Add(LabelsFile.FileName, LabelsFile.Format(data.Labels));
        writer.Add(InferenceConfigFile.FileName, Utf8(Inference(data.Labels, options.ProblemType, maxLength, thresholds, meta.ModelName)));
        writer.Add(ModelMeta.FileName, meta.Format());
        return writer;
    }

    private static byte[] Utf8(JsonObject json) => JsonSerializer.SerializeToUtf8Bytes<JsonNode>(json, Indented);

    private static string NameOf(ProblemType problemType) => problemType == ProblemType.SingleLabel ? "single_label_classification" : "multi_label_classification";

    private static JsonObject Config(TextSettings settings, EmotionLabels labels, TextFineTuningOptions options)
    {
        var config = new JsonObject { ["architectures"] = new JsonArray($"{settings.Family.Architecture}ForSequenceClassification") };
        foreach (var (key, value) in settings.Root.Where(property => !Dropped.Contains(property.Key)))
        {
            config[key] = value?.DeepClone();
        }

        var (names, ids) = (new JsonObject(), new JsonObject());
        for (var i = 0; i < labels.Count; i++)
        {
            names[Invariant($"{i}")] = labels[i];
            ids[labels[i]] = i;
        }

        (config["id2label"], config["label2id"], config["problem_type"], config["torch_dtype"]) = (names, ids, NameOf(options.ProblemType), options.HalfPrecision ? "float16" : "float32");
        return config;
    }

    private static JsonObject Inference(EmotionLabels labels, ProblemType problemType, int maxLength, double[]? thresholds, string? modelName)
    {
        var config = new JsonObject { ["model_name"] = modelName, ["problem_type"] = NameOf(problemType), ["max_length"] = maxLength };
        if (thresholds is not null)
        {
            var all = new JsonObject();
            for (var i = 0; i < labels.Count; i++)
            {
                all[labels[i]] = thresholds[i];
            }

            config["thresholds"] = all;
        }

        return config;
    }
}
