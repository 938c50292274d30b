using EmotionAI.Evaluation.Datasets;

namespace EmotionAI.Evaluation.Runs;

/// <summary>Reads predictions that were made elsewhere, and writes those made here.</summary>
/// <remarks>
/// Safe for concurrent use. Read are JSON lines as <see cref="ModelMeasurement"/> and the tool write them, tables (<c>y_true</c>, <c>y_pred</c>, and a column of scores for each label, named by the label or <c>p_</c> and the label; also a column of 0 and 1 for each label),
/// and NumPy arrays of scores with the truth in a file of its own.
/// </remarks>
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
        List<DatasetProblem> problems = [];
        var rows = new PredictionRows(path, options);
        switch (Path.GetExtension(path).ToLowerInvariant())
        {
            case ".npy":
                ArrayPredictions.Read(path, options, rows, Report);
                break;
            case ".jsonl" or ".ndjson":
                JsonPredictions.Read(path, options, rows, Report);
                break;
            default:
                TablePredictions.Read(path, options, rows, Report);
                break;
        }

        return Assemble(path, rows, options, problems);

        void Report(int line, string message)
        {
            var problem = new DatasetProblem(path, line, message);
            problems.Add(options.IsStrict ? throw new EmotionAIException(EmotionErrorCodes.InputInvalid, $"{problem}", path) : problem);
        }
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

    private static EvaluatedModel Assemble(string path, PredictionRows rows, PredictionsOptions options, List<DatasetProblem> problems)
    {
        if (rows.Count == 0)
        {
            throw new EmotionAIException(EmotionErrorCodes.InputInvalid, $"'{path}' has no predictions{(problems.Count > 0 ? $" ({problems.Count} have faults; the first: {problems[0]})" : "")}; one or more are needed.", path);
        }

        var (problemType, samples) = rows.Finish();
        return new EvaluatedModel
        {
            ModelId = options.ModelId,
            Labels = options.Labels,
            ProblemType = problemType,
            Thresholds = options.Thresholds ?? [],
            Samples = samples,
            Problems = problems,
        };
    }
}
