using System.Globalization;
using System.Text;
using EmotionAI.Evaluation.Runs;

namespace EmotionAI.Training.Writing;

/// <summary>Writes the figures of a model card: the main ones with intervals, and those of each label.</summary>
internal static class CardFigures
{
    public static void Append(StringBuilder card, ModelMeasurement measurement)
    {
        card.Append("\n| figure | value |\n|---|---|\n");
        foreach (var interval in measurement.Intervals)
        {
            card.Append(CultureInfo.InvariantCulture, $"| {interval.Name} | {interval.Estimate:0.000} ({interval.Lower:0.000} to {interval.Upper:0.000}) |\n");
        }

        card.Append("\n| label | precision | recall | F1 | samples |\n|---|---|---|---|---|\n");
        foreach (var label in measurement.Classes)
        {
            card.Append(CultureInfo.InvariantCulture, $"| {label.Label} | {label.Precision:0.00} | {label.Recall:0.00} | {label.F1:0.00} | {label.Support} |\n");
        }
    }
}
