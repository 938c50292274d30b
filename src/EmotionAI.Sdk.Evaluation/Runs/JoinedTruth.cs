using EmotionAI.Formats;

namespace EmotionAI.Evaluation.Runs;

/// <summary>Takes the rows of a file one by one, each with its truth from a file of its own where there is one; a row with a fault still takes its turn.</summary>
internal sealed class JoinedTruth
{
    private readonly string _path;
    private readonly PredictionsOptions _options;
    private readonly IReadOnlyList<(StatedLabels Labels, string? Problem)>? _truth;
    private readonly Action<int, string> _report;
    private int _count;

    private JoinedTruth(string path, PredictionsOptions options, Action<int, string> report)
    {
        _path = path;
        _options = options;
        _report = report;
        _truth = options.TruthPath is { } truthPath ? TruthFile.Read(truthPath, options) : null;
    }

    public static JoinedTruth Open(string path, PredictionsOptions options, Action<int, string> report) => new(path, options, report);

    /// <summary>Takes a row.</summary>
    /// <param name="line">The line of the row.</param>
    /// <param name="add">Keeps it, given its truth; null where the row has that itself.</param>
    public void Add(int line, Action<StatedLabels?> add)
    {
        _options.Progress?.Report(_count + 1);
        if (_count >= _truth?.Count)
        {
            // The numbers differ, which Finish tells.
            _count++;
            return;
        }

        var own = _truth?[_count];
        if (own?.Problem is { } problem)
        {
            Skip(line, $"the truth in '{_options.TruthPath}', {problem}");
            return;
        }

        _count++;
        try
        {
            add(own?.Labels);
        }
        catch (FormatException e)
        {
            _report(line, e.Message);
        }
    }

    /// <summary>Takes a row with a fault.</summary>
    public void Skip(int line, string problem)
    {
        _count++;
        _report(line, problem);
    }

    /// <exception cref="EmotionAIException">The truth has another number of rows.</exception>
    public void Finish()
    {
        if (_truth is not null && _truth.Count != _count)
        {
            throw ArtefactFile.Fault(EmotionErrorCodes.InputInvalid, _options.TruthPath!, $"{_truth.Count} samples", Invariant($"{_count}, as in '{_path}', are"));
        }
    }
}
