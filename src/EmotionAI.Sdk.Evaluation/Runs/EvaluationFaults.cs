using EmotionAI.Evaluation.Datasets;

namespace EmotionAI.Evaluation.Runs;

/// <summary>Collects what is wrong with samples, those of the data included.</summary>
/// <param name="data">The data.</param>
/// <param name="isStrict">Whether the first fault is an exception.</param>
internal sealed class EvaluationFaults(Dataset data, bool isStrict)
{
    private readonly List<DatasetProblem> _problems = [.. data.Problems];

    public IReadOnlyList<DatasetProblem> All => _problems;

    /// <summary>Lists a fault.</summary>
    /// <exception cref="EmotionAIException">The run is strict.</exception>
    public void Report(DatasetSample sample, string message)
    {
        var problem = sample.Line > 0 ? new DatasetProblem(data.Path, sample.Line, message) : new DatasetProblem(sample.Input, 0, message);
        if (isStrict)
        {
            throw new EmotionAIException(EmotionErrorCodes.InputInvalid, $"{problem}", problem.Path);
        }

        _problems.Add(problem);
    }

    /// <summary>Lists the samples that failed, and gives the answers on the others.</summary>
    /// <exception cref="EmotionAIException">Every sample failed; in a strict run, one.</exception>
    public EvaluatedSample[] Sift(IReadOnlyList<PlannedSample> samples, IReadOnlyList<SampleAnswer> answers)
    {
        for (var i = 0; i < answers.Count; i++)
        {
            if (answers[i].Problem is { } problem)
            {
                Report(samples[i].Sample, problem);
            }
        }

        EvaluatedSample[] evaluated = [.. answers.Where(answer => answer.Evaluated is not null).Select(answer => answer.Evaluated!)];
        return evaluated.Length > 0 ? evaluated : throw NothingLeft();
    }

    public EmotionAIException NothingLeft() => new(
        EmotionErrorCodes.InputInvalid,
        $"No sample of '{data.Path}' can be measured{(_problems.Count > 0 ? $" ({_problems.Count} have faults; the first: {_problems[0]})" : "")}.",
        data.Path);
}
