using EmotionAI.Formats;

namespace EmotionAI.Evaluation.Runs;

/// <summary>Takes the rows of a file one by one, each with its truth from a file of its own where there is one; a row with a fault still takes its turn.</summary>
/// <param name="path">The file of the rows.</param>
/// <param name="options">How it is read.</param>
/// <param name="report">Takes the line and the message of a row with a fault.</param>
/// <param name="truth">The truth of each row, or what is wrong with it; null where the rows have it themselves.</param>
internal sealed class JoinedTruth<T>(string path, PredictionsOptions options, Action<int, string> report, IReadOnlyList<(T Value, string? Problem)>? truth)
    where T : struct
{
    private int _count;

    /// <summary>Takes a row.</summary>
    /// <param name="line">The line of the row.</param>
    /// <param name="add">Keeps it, given its truth; null where the row has that itself.</param>
    public void Add(int line, Action<T?> add)
    {
        options.Progress?.Report(_count + 1);
        if (_count >= truth?.Count)
        {
            // The numbers differ, which Finish tells.
            _count++;
            return;
        }

        var own = truth?[_count];
        if (own?.Problem is { } problem)
        {
            Skip(line, $"the truth in '{options.TruthPath}', {problem}");
            return;
        }

        _count++;
        try
        {
            add(own?.Value);
        }
        catch (FormatException e)
        {
            report(line, e.Message);
        }
    }

    /// <summary>Takes a row with a fault.</summary>
    public void Skip(int line, string problem)
    {
        _count++;
        report(line, problem);
    }

    /// <exception cref="EmotionAIException">The truth has another number of rows.</exception>
    public void Finish()
    {
        if (truth is not null && truth.Count != _count)
        {
            throw ArtefactFile.Fault(EmotionErrorCodes.InputInvalid, options.TruthPath!, $"{truth.Count} samples", Invariant($"{_count}, as in '{path}', are"));
        }
    }
}
