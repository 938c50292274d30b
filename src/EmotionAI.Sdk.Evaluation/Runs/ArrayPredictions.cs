using EmotionAI.Evaluation.Artefacts;
using EmotionAI.Formats;

namespace EmotionAI.Evaluation.Runs;

/// <summary>Reads predictions from NumPy arrays: scores <c>[samples, labels]</c>, truth <c>[samples]</c> or <c>[samples, labels]</c>.</summary>
internal static class ArrayPredictions
{
    /// <exception cref="EmotionAIException">The truth is missing, or the arrays do not fit.</exception>
    public static void Read(string path, PredictionsOptions options, PredictionRows rows, Action<int, string> report)
    {
        if (options.TruthPath is null)
        {
            throw new EmotionAIException(EmotionErrorCodes.InputInvalid, $"'{path}' holds scores only; name the file of the truth.", path);
        }

        var truth = TruthFile.Join(path, options, report);
        var predicted = options.PredictedPath is { } predictedPath ? TruthFile.Read(predictedPath, options, isPredicted: true) : null;
        var scores = ReadScores(path, options.Labels.Count);
        var count = scores.Shape[0];
        var values = new double[options.Labels.Count];
        if (predicted is not null && predicted.Count != count)
        {
            throw ArtefactFile.Fault(EmotionErrorCodes.InputInvalid, options.PredictedPath!, $"{predicted.Count} samples", Invariant($"{count}, as in '{path}', are"));
        }

        rows.Reserve(count);
        for (var row = 0; row < count; row++)
        {
            var number = row;
            for (var label = 0; label < values.Length; label++)
            {
                values[label] = scores.ValueAt((row * values.Length) + label);
            }

            truth.Add(row + 1, own => rows.Add(
                number + 1,
                own!.Value,
                predicted is null ? null : Stated(predicted[number], options.PredictedPath!),
                values));
        }

        truth.Finish();
    }

    private static StatedLabels Stated((StatedLabels Labels, string? Problem) row, string path) =>
        row.Problem is null ? row.Labels : throw new FormatException($"the prediction in '{path}', {row.Problem}");

    private static NpyArray ReadScores(string path, int labels)
    {
        var array = NpyReader.Read(path);
        return array.ElementType == NpyElementType.FloatingPoint && array.Shape.Count == 2 && array.Shape[1] == labels
            ? array
            : throw ArtefactFile.Fault(EmotionErrorCodes.InputInvalid, path, $"elements of type {array.ElementType} of the shape ({array.ShapeText})", Invariant($"scores of type float of the shape (samples, {labels}), one column for each label, are"));
    }
}
