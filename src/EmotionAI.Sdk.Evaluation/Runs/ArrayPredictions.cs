using EmotionAI.Evaluation.Artefacts;

namespace EmotionAI.Evaluation.Runs;

/// <summary>Reads predictions from NumPy arrays: scores <c>[samples, labels]</c>, truth <c>[samples]</c> or <c>[samples, labels]</c>.</summary>
internal static class ArrayPredictions
{
    /// <exception cref="EmotionAIException">The truth is missing, or the arrays do not fit.</exception>
    public static IReadOnlyList<StoredPrediction> Read(string path, PredictionsOptions options)
    {
        var scores = PredictionArrays.ReadScores(path);
        Require(scores.Columns == options.Labels.Count, path, $"{scores.Columns} columns", $"{options.Labels.Count}, one for each label, are");
        var truthPath = options.TruthPath ?? throw new EmotionAIException(EmotionErrorCodes.InputInvalid, $"'{path}' holds scores only; name the file of the truth.", path);
        var truth = ReadLabels(truthPath, options.Labels.Count);
        Require(truth.Count == scores.Rows, truthPath, $"{truth.Count} samples", $"{scores.Rows}, as in '{path}', are");
        var predicted = options.PredictedPath is { } predictedPath ? ReadLabels(predictedPath, options.Labels.Count) : null;
        Require(predicted is null || predicted.Count == scores.Rows, options.PredictedPath ?? path, $"{predicted?.Count} samples", $"{scores.Rows}, as in '{path}', are");
        return [.. Enumerable.Range(0, scores.Rows).Select(row => new StoredPrediction
        {
            Line = row,
            Truth = truth[row],
            Predicted = predicted?[row],
            Scores = scores.Row(row).ToArray(),
        })];
    }

    /// <summary>Reads the labels of each sample from a vector of indices or a matrix of 0 and 1.</summary>
    public static IReadOnlyList<int[]> ReadLabels(string path, int labels)
    {
        if (NpyReader.Read(path).Shape.Count == 1)
        {
            return [.. PredictionArrays.ReadLabelIndices(path, labels).Select(label => new[] { label })];
        }

        var matrix = PredictionArrays.ReadLabelMatrix(path);
        Require(matrix.Columns == labels, path, $"{matrix.Columns} columns", $"{labels}, one for each label, are");
        return [.. Enumerable.Range(0, matrix.Rows).Select(row => Enumerable.Range(0, labels).Where(label => matrix[row, label]).ToArray())];
    }

    private static void Require(bool fits, string path, string found, string allowed)
    {
        if (!fits)
        {
            throw ArtefactFile.Fault(EmotionErrorCodes.InputInvalid, path, found, allowed);
        }
    }
}
