using EmotionAI.Evaluation.Datasets;
using EmotionAI.Formats;

namespace EmotionAI.Evaluation.Runs;

/// <summary>Collects what is wrong with the rows of a file of predictions.</summary>
/// <param name="path">The file.</param>
/// <param name="isStrict">Whether the first fault is an exception.</param>
internal sealed class PredictionFaults(string path, bool isStrict)
{
    private readonly List<DatasetProblem> _problems = [];

    /// <summary>Gets or sets whether a row has been kept; while none has, the faults are not taken without end.</summary>
    public bool HasRows { get; set; }

    /// <summary>Gets the faults by line.</summary>
    public IReadOnlyList<DatasetProblem> ByLine => [.. _problems.OrderBy(problem => problem.Line)];

    /// <exception cref="EmotionAIException">The reading is strict, or there are faults without end.</exception>
    public void Report(int line, string message)
    {
        var problem = new DatasetProblem(path, line, message);
        _problems.Add(isStrict ? throw new EmotionAIException(EmotionErrorCodes.InputInvalid, $"{problem}", path) : problem);
        if (!HasRows && _problems.Count == RowReader.MostFaults)
        {
            throw NothingLeft();
        }
    }

    public EmotionAIException NothingLeft() =>
        new(EmotionErrorCodes.InputInvalid, $"'{path}' has no predictions{(_problems.Count > 0 ? $" ({_problems.Count} have faults; the first: {_problems[0]})" : "")}; one or more are needed.", path);
}
