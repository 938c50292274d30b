using EmotionAI.Formats;

namespace EmotionAI.Evaluation.Artefacts;

/// <summary>Reads predictions and truth that other programs saved as <c>.npy</c>.</summary>
/// <remarks>Safe for concurrent use.</remarks>
internal static class PredictionArrays
{
    /// <summary>Reads scores: a float matrix, <c>[samples, labels]</c>.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The scores.</returns>
    /// <exception cref="EmotionAIException">The file cannot be read, is not a float matrix, or holds NaN or infinity.</exception>
    public static ScoreMatrix ReadScores(string path)
    {
        var array = NpyReader.Read(path);
        if (array.ElementType != NpyElementType.FloatingPoint || array.Shape.Count != 2 || array.Shape[1] == 0)
        {
            throw Fault(array, path, "scores of type float of the shape (samples, labels) are");
        }

        var values = array.ToDoubles();
        var bad = Array.FindIndex(values, value => !double.IsFinite(value));
        return bad < 0
            ? new ScoreMatrix(values, array.Shape[1])
            : throw ArtefactFile.Fault(EmotionErrorCodes.InputInvalid, path, Invariant($"the score {values[bad]} in row {bad / array.Shape[1]}, column {bad % array.Shape[1]}"), "finite scores are");
    }

    /// <summary>Reads the labels of a multi-label data set: a matrix of zeros and ones, of integers, booleans or floats, <c>[samples, labels]</c>.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The labels.</returns>
    /// <exception cref="EmotionAIException">The file cannot be read, or is not such a matrix.</exception>
    public static LabelMatrix ReadLabelMatrix(string path)
    {
        var array = NpyReader.Read(path);
        if (array.Shape.Count != 2 || array.Shape[1] == 0)
        {
            throw Fault(array, path, "zeros and ones of the shape (samples, labels) are");
        }

        var values = new byte[array.Count];
        for (var i = 0; i < values.Length; i++)
        {
            var value = array.ValueAt(i);
            values[i] = value is 0 or 1
                ? (byte)value
                : throw ArtefactFile.Fault(EmotionErrorCodes.InputInvalid, path, Invariant($"the value {value} in row {i / array.Shape[1]}, column {i % array.Shape[1]}"), "0 and 1 are");
        }

        return new LabelMatrix(values, array.Shape[1]);
    }

    /// <summary>Reads the labels of a single-label data set: an integer vector of label indices.</summary>
    /// <param name="path">The file.</param>
    /// <param name="labels">The number of labels.</param>
    /// <returns>The index of the label of each sample.</returns>
    /// <exception cref="EmotionAIException">The file cannot be read, is not such a vector, or holds an index without a label.</exception>
    public static int[] ReadLabelIndices(string path, int labels)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(labels);
        var array = NpyReader.Read(path);
        if (array.ElementType is NpyElementType.FloatingPoint or NpyElementType.Boolean || array.Shape.Count != 1)
        {
            throw Fault(array, path, "integers of the shape (samples,) are");
        }

        var values = array.ToInt64();
        var bad = Array.FindIndex(values, value => value < 0 || value >= labels);
        return bad < 0
            ? Array.ConvertAll(values, value => (int)value)
            : throw ArtefactFile.Fault(EmotionErrorCodes.InputInvalid, path, Invariant($"the label {values[bad]} of sample {bad}"), Invariant($"0 to {labels - 1} are"));
    }

    private static EmotionAIException Fault(NpyArray array, string path, string allowed) => ArtefactFile.Fault(
        EmotionErrorCodes.InputInvalid, path, $"elements of type {array.ElementType} of the shape ({array.ShapeText})", allowed);
}
