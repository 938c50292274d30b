using EmotionAI.Evaluation.Datasets;
using EmotionAI.Formats;

namespace EmotionAI.Evaluation.Runs;

/// <summary>Reads predictions that were made elsewhere, and writes those made here.</summary>
/// <remarks>
/// Safe for concurrent use. Read are JSON lines as <see cref="ModelMeasurement"/> and the tool write them, tables (<c>y_true</c>, <c>y_pred</c>, and a column of scores for each label, named by the label or <c>p_</c> and the label; also a column of 0 and 1 for each label),
/// and NumPy arrays of scores with the truth in a file of its own.
/// </remarks>
/// <example><code>
/// var evaluated = PredictionsFile.Read("predictions.csv", new PredictionsOptions { Labels = EmotionLabels.Ravdess });
/// Console.WriteLine(ModelMeasurement.Compute(evaluated).Figures["accuracy"]);
/// </code></example>
public static class PredictionsFile
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">The <c>.jsonl</c>, <c>.csv</c>, <c>.tsv</c> or <c>.npy</c> file.</param>
    /// <param name="options">How to read it.</param>
    /// <returns>The predictions.</returns>
    /// <exception cref="EmotionAIException">The file is missing or of another format, something is missing in it, or no prediction is left; in strict mode, any fault.</exception>
    public static EvaluatedModel Read(string path, PredictionsOptions options)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(options);
        Check(path, options);
        var faults = new PredictionFaults(path, options.IsStrict);
        var rows = new PredictionRows(path, options, faults);
        if (IsArray(path, options))
        {
            ArrayPredictions.Read(path, options, rows, faults.Report);
        }
        else if (RowReader.FormatOf(path, options.Format) == RowFormat.JsonLines)
        {
            JsonPredictions.Read(path, options, rows, faults.Report);
        }
        else
        {
            TablePredictions.Read(path, options, rows, faults.Report);
        }

        return Assemble(rows, options, faults);
    }

    /// <summary>Reads a file of predicted quantities, such as arousal, dominance and valence.</summary>
    /// <param name="path">The <c>.jsonl</c>, <c>.csv</c>, <c>.tsv</c> or <c>.npy</c> file: JSON lines with <c>truth</c> and <c>dimensions</c> as <see cref="DimensionMeasurement.ToArtefacts"/> writes them, a table with a column of each (<c>true_</c> and <c>pred_</c> before the name), or an array <c>[samples, dimensions]</c> with the truth in a file of its own.</param>
    /// <param name="options">How to read it; <see cref="PredictionsOptions.Labels"/> are the dimensions, and what is about thresholds and logits has no meaning here.</param>
    /// <returns>The predictions.</returns>
    /// <exception cref="EmotionAIException">The file is missing or of another format, something is missing in it, or no prediction is left; in strict mode, any fault.</exception>
    public static EvaluatedDimensions ReadDimensions(string path, PredictionsOptions options)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(options);
        return new QuantityPredictions(path, options).Read();
    }

    /// <summary>Writes answers as JSON lines.</summary>
    /// <param name="evaluated">The answers.</param>
    /// <returns>The lines, in UTF-8.</returns>
    public static byte[] Format(EvaluatedModel evaluated)
    {
        ArgumentNullException.ThrowIfNull(evaluated);
        using var lines = new MemoryStream();
        foreach (var sample in evaluated.Samples)
        {
            lines.Write(SampleJson.Write(new SampleAnswer(0, sample, null), evaluated.Labels));
            lines.WriteByte((byte)'\n');
        }

        return lines.ToArray();
    }

    private static bool IsArray(string path, PredictionsOptions options) => options.Format is null && Path.GetExtension(path).Equals(".npy", StringComparison.OrdinalIgnoreCase);

    private static void Check(string path, PredictionsOptions options)
    {
        if (options.ProblemType == ProblemType.Regression)
        {
            throw new EmotionAIException(EmotionErrorCodes.SettingInvalid, $"{nameof(PredictionsOptions)}.{nameof(PredictionsOptions.ProblemType)} is {ProblemType.Regression}, which accepts no labels; {ProblemType.SingleLabel} and {ProblemType.MultiLabel} are allowed, and {nameof(ReadDimensions)} reads quantities.");
        }

        if (options.PredictedPath is { } predicted && !IsArray(path, options))
        {
            throw new EmotionAIException(EmotionErrorCodes.InputInvalid, $"'{predicted}' was given as the predicted labels beside '{path}', which has columns of its own for them; only beside a .npy of scores is a file of predicted labels allowed.", predicted);
        }
    }

    private static EvaluatedModel Assemble(PredictionRows rows, PredictionsOptions options, PredictionFaults faults)
    {
        rows.LeaveOutMissing();
        if (rows.Count == 0)
        {
            throw faults.NothingLeft();
        }

        var (problemType, samples) = rows.Finish();
        return new EvaluatedModel
        {
            ModelId = options.ModelId,
            Labels = options.Labels,
            ProblemType = problemType,
            Thresholds = options.Thresholds ?? [],
            Samples = samples,
            Problems = faults.ByLine,
        };
    }
}
