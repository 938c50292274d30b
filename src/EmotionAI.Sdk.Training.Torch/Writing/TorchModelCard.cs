using System.Globalization;
using System.Text;
using System.Text.Json;
using EmotionAI.Evaluation.Artefacts;
using EmotionAI.Evaluation.Runs;
using EmotionAI.Training.Data;
using EmotionAI.Training.Torch.Running;
using EmotionAI.Training.Writing;

namespace EmotionAI.Training.Torch.Writing;

/// <summary>Writes the card of a trained model: what it is, of what data, how good, with which limits.</summary>
/// <param name="data">The data.</param>
/// <param name="options">How it was trained.</param>
/// <param name="meta">What <c>model_meta.json</c> says.</param>
/// <param name="state">Where the training ended.</param>
internal sealed class TorchModelCard(PreparedDataset data, TorchTrainingOptions options, ModelMeta meta, TrainingState state)
{
    /// <param name="measurement">The figures on test; null where there is no test part.</param>
    public byte[] Format(ModelMeasurement? measurement)
    {
        var card = new StringBuilder();
        Add(card, $"# Model card: {meta.ModelName}\n\n| | |\n|---|---|\n");
        Add(card, $"| What | {(data.IsAudio ? "speech" : "text")} to {data.Labels.Count} labels: {string.Join(", ", data.Labels)} |\n");
        Add(card, $"| Method | {Other("method")}{(Other("base_model") is { } name ? $", from {name}" : ", from nothing")}; step {state.BestStep} of {state.Step}, seed {options.Seed} |\n");
        Add(card, $"| Options | {string.Join(", ", options.Describe().Where(option => !option.EndsWith(' ')))} |\n");
        Add(card, $"| Data | {meta.Dataset ?? "own data"}: {Count(DataSplit.Train)} train, {Count(DataSplit.Dev)} dev, {Count(DataSplit.Test)} test; fingerprint {data.Fingerprint} |\n");
        Add(card, $"| Licence of the data | {Other("data_licence") ?? "not stated"} |\n\n## Figures\n\n");
        Add(card, state.Best is { } best ? $"Macro-F1 on dev, by which the weights were chosen: {best:0.000}.\n" : (FormattableString)$"There was no dev part: the weights are the last ones.\n");
        AddFigures(card, measurement);
        card.Append("\n## Limits\n\nThe figures hold for data like this: the same speakers or writers, microphones, language and labels. Measure on your own before you rely on it. Labels of emotions are what people read into words and voices, not what somebody feels.\n");
        return Encoding.UTF8.GetBytes(card.ToString());
    }

    private static void Add(StringBuilder card, FormattableString text) => card.Append(text.ToString(CultureInfo.InvariantCulture));

    private static void AddFigures(StringBuilder card, ModelMeasurement? measurement)
    {
        if (measurement is null)
        {
            card.Append("\nThere was no test part: nothing was measured on data that no choice had seen.\n");
            return;
        }

        Add(card, $"\nOn the test part, {measurement.Evaluated.Samples.Count} samples; in brackets the 95 % interval.\n");
        CardFigures.Append(card, measurement);
    }

    private string? Other(string name) => meta.Others.FirstOrDefault(other => other.Key == name) is { Key: not null, Value: { ValueKind: JsonValueKind.String } value } ? value.GetString() : null;

    private int Count(DataSplit split) => data.Of(split).Count;
}
