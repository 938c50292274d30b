using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using EmotionAI.Evaluation.Artefacts;
using EmotionAI.Evaluation.Runs;
using EmotionAI.Training.Data;
using EmotionAI.Training.Heads;

namespace EmotionAI.Training.Writing;

/// <summary>Says of a trained head what its folder tells: settings, provenance, model card.</summary>
internal sealed class TrainedHeadDetails(TrainedHead head)
{
    private string Name => head.OutOfFold.ModelId;

    private bool HasTest => head.Data.Of(DataSplit.Test).Count > 0;

    private string Licences => string.Join(", ", head.Data.Samples.Select(sample => sample.Licence ?? "unknown").Distinct().Order(StringComparer.Ordinal));

    private string Sources => string.Join(", ", head.Data.Samples.Select(sample => sample.Source ?? "own data").Distinct().Order(StringComparer.Ordinal));

    /// <summary>Gives <c>inference_config.json</c>: the encoder's where it has one, with the decision rule of the head.</summary>
    public byte[] InferenceConfig()
    {
        var previous = Path.Combine(head.Encoder, InferenceConfigFile.FileName);
        var config = File.Exists(previous) ? JsonNode.Parse(File.ReadAllBytes(previous))!.AsObject() : [];
        string[] replaced = ["threshold", "global_threshold", "thresholds", "per_class_thresholds", "score_scale", "activation", "top_k", "text_quality", "labels"];
        Array.ForEach(replaced, key => config.Remove(key));
        config["model_name"] = Name;
        config["problem_type"] = head.ProblemType == ProblemType.MultiLabel ? "multi_label_classification" : "single_label_classification";
        if (head.Thresholds.Count > 0)
        {
            config["thresholds"] = new JsonObject(head.Labels.Zip(head.Thresholds, (label, threshold) => KeyValuePair.Create<string, JsonNode?>(label, threshold)));
        }

        return IndentedJson.Of(config);
    }

    /// <summary>Gives <c>model_meta.json</c>.</summary>
    /// <param name="measurement">What was measured; null for the model's own file.</param>
    public ModelMeta Meta(ModelMeasurement? measurement) => new()
    {
        ModelName = Name,
        Dataset = Sources,
        Split = measurement is null ? null : HasTest ? "test" : "cross-validation",
        Classes = head.Labels,
        SampleRate = head.Data.IsAudio ? 16_000 : null,
        Seed = head.Options.Seed,
        Date = BuildDate.Today,
        SdkVersion = typeof(TrainedHead).Assembly.GetName().Version?.ToString(3),
        Others = [.. JsonDocument.Parse(Options().ToJsonString()).RootElement.EnumerateObject().Select(property => KeyValuePair.Create(property.Name, property.Value))],
    };

    /// <summary>Gives the model card.</summary>
    public byte[] ModelCard(ModelMeasurement measurement)
    {
        var card = new StringBuilder();
        card.Append(CultureInfo.InvariantCulture, $"# Model card: {Name}\n\n| | |\n|---|---|\n");
        card.Append(CultureInfo.InvariantCulture, $"| What | {(head.Data.IsAudio ? "speech" : "text")} to {head.Labels.Count} labels: {string.Join(", ", head.Labels)} |\n");
        card.Append(CultureInfo.InvariantCulture, $"| Encoder | {EncoderFolder.NameOf(head.Encoder)}, frozen |\n| Head | logistic regression, L2 {head.Strength:R}, temperature {head.Temperature:0.00}, seed {head.Options.Seed} |\n");
        card.Append(CultureInfo.InvariantCulture, $"| Data | {Sources}: {Count(DataSplit.Train)} train, {Count(DataSplit.Dev)} dev, {Count(DataSplit.Test)} test; fingerprint {head.Data.Fingerprint} |\n| Licence of the data | {Licences} |\n\n");
        card.Append(CultureInfo.InvariantCulture, $"## Figures\n\nMeasured {(HasTest ? "on the test part" : "by cross-validation, each sample by a fit that had not seen it")}, {measurement.Evaluated.Samples.Count} samples; in brackets the 95 % interval.\n");
        CardFigures.Append(card, measurement);
        card.Append("\n## Limits\n\nThe figures hold for data like this: the same speakers or writers, microphones, language and labels. Measure on your own before you rely on it.\n");
        foreach (var remark in head.Remarks)
        {
            card.Append(CultureInfo.InvariantCulture, $"- {remark}\n");
        }

        if (head.Problems.Count > 0)
        {
            card.Append(CultureInfo.InvariantCulture, $"- {head.Problems.Count} samples with faults were left out.\n");
        }

        return Encoding.UTF8.GetBytes(card.ToString());
    }

    private int Count(DataSplit split) => head.Data.Of(split).Count;

    private JsonObject Options()
    {
        var options = new JsonObject
        {
            ["encoder"] = EncoderFolder.NameOf(head.Encoder),
            ["method"] = "head",
            ["strength"] = head.Strength,
            ["temperature"] = head.Temperature,
            ["folds"] = head.Options.Folds,
            ["data_sha256"] = head.Data.Fingerprint,
            ["license"] = $"data: {Licences}",
        };
        if (head.Options is SpeechHeadOptions speech)
        {
            options["balanced"] = speech.IsBalanced;
            options["augmentation"] = speech.Augmentation?.Describe() ?? "none";
        }

        return options;
    }
}
