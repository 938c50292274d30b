using System.Globalization;
using EmotionAI.Cli.Output;
using EmotionAI.Evaluation.Runs;
using EmotionAI.Training.Heads;

namespace EmotionAI.Cli.Training;

/// <summary>Writes the figures of a trained head for people, and what the training told of the data.</summary>
internal static class TrainedHeadTable
{
    private const int MostDoubts = 5;
    private const int MoreSamples = 100;

    public static void Write(CommandConsole console, TrainedHead head, ModelMeasurement measurement, string directory)
    {
        MeasurementTable.Write(console, measurement);
        var output = console.Output;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Strength {head.Strength:R}, temperature {head.Temperature:0.00}, chosen by cross-validation on {head.OutOfFold.Samples.Count:N0} samples."));
        if (head.LearningCurve is { } curve)
        {
            output.WriteLine($"Learning curve: {string.Join(", ", curve.Points.Select(point => string.Create(CultureInfo.InvariantCulture, $"{point.Samples:N0} samples {point.Quality:0.000}")))}.");
            output.WriteLine(curve.GainOfDoubling > 0
                ? string.Create(CultureInfo.InvariantCulture, $"{MoreSamples} more samples would bring about {100 * curve.EstimateGain(MoreSamples):0.0} points, twice as many {100 * curve.GainOfDoubling:0.0}.")
                : "The curve does not rise: it says nothing of what more samples would bring.");
        }

        if (head.DoubtfulLabels.Count > 0)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Labels to look at ({Math.Min(MostDoubts, head.DoubtfulLabels.Count)} of {head.DoubtfulLabels.Count}):"));
            foreach (var doubt in head.DoubtfulLabels.Take(MostDoubts))
            {
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {PrintableText.Of(doubt.Id)}: {string.Join(", ", doubt.Labels)}, the model says {doubt.Predicted} ({doubt.Score:0.00})"));
            }
        }

        output.WriteLine($"Written: {PrintableText.Of(directory)}");
    }
}
