namespace EmotionAI.Evaluation.Runs;

/// <summary>Collects predictions as a file has them, row by row, then decides the scores.</summary>
/// <param name="path">The file, for messages.</param>
/// <param name="options">How to read it.</param>
/// <param name="faults">Takes the rows that turn out to have a fault once all are known, and learns when one is kept.</param>
internal sealed class PredictionRows(string path, PredictionsOptions options, PredictionFaults faults)
{
    private readonly int _labels = options.Labels.Count;
    private readonly RowBuffer<byte> _truth = new(options.Labels.Count);
    private readonly RowBuffer<byte> _predicted = new(options.Labels.Count);
    private readonly RowBuffer<double> _scores = new(options.Labels.Count);
    private readonly RowBuffer<int> _lines = new(1);
    private readonly RowBuffer<bool> _isPredicted = new(1);
    private readonly TextColumn _inputs = new();
    private readonly TextColumn _speakers = new();
    private readonly List<(int Row, string Fault)> _missing = [];
    private bool _isSingle = true;
    private bool _hasScores;

    public int Count => _lines.Count;

    /// <summary>Makes room, where the number of rows is known before.</summary>
    public void Reserve(int rows)
    {
        _truth.Reserve(rows);
        _predicted.Reserve(rows);
        _scores.Reserve(rows);
    }

    /// <summary>Adds a row.</summary>
    /// <param name="line">The line of the file.</param>
    /// <param name="truth">The true labels.</param>
    /// <param name="predicted">The predicted labels; null where they follow from the scores.</param>
    /// <param name="scores">The scores; empty where there are none.</param>
    /// <param name="input">What the sample is, where that is known.</param>
    /// <param name="speaker">Who speaks, where that is known.</param>
    /// <exception cref="FormatException">The row has a fault.</exception>
    public void Add(int line, StatedLabels truth, StatedLabels? predicted, ReadOnlySpan<double> scores, string? input = null, string? speaker = null)
    {
        CheckScores(predicted is not null, scores);
        var accepted = options.IsDecidedAnew && !scores.IsEmpty ? null : predicted;
        CheckNumber(truth, accepted, scores);
        NoteMissing(truth, "true");
        if (scores.IsEmpty)
        {
            NoteMissing(accepted!.Value, "predicted");
        }

        _isSingle &= IsOne(truth) && (accepted is not { } given || IsOne(given));
        _hasScores = !scores.IsEmpty;
        if (_hasScores)
        {
            scores.CopyTo(_scores.Add());
        }

        Mark(_truth.Add(), truth.Indices);
        Mark(_predicted.Add(), accepted?.Indices);
        _isPredicted.Add()[0] = accepted is not null;
        _inputs.Set(Count, input);
        _speakers.Set(Count, speaker);
        _lines.Add()[0] = line;
        faults.HasRows = true;
    }

    /// <summary>Leaves out, with a report, the rows whose label is missing: those with an empty field, where every other row has one label and nothing says that samples may have none.</summary>
    public void LeaveOutMissing()
    {
        if (_missing.Count == 0 || ProblemType() != EmotionAI.ProblemType.SingleLabel)
        {
            return;
        }

        foreach (var (row, fault) in _missing.DistinctBy(missing => missing.Row))
        {
            faults.Report(_lines[row][0], fault);
        }

        int[] kept = [.. Enumerable.Range(0, Count).Except(_missing.Select(missing => missing.Row))];
        _missing.Clear();
        _truth.Keep(kept);
        _predicted.Keep(kept);
        _scores.Keep(_hasScores ? kept : []);
        _isPredicted.Keep(kept);
        _inputs.Keep(kept, Count);
        _speakers.Keep(kept, Count);
        _lines.Keep(kept);
    }

    /// <summary>Turns logits into scores, checks the scores, and decides where the file does not say what was predicted.</summary>
    /// <exception cref="EmotionAIException">A score is outside 0 to 1.</exception>
    public (ProblemType ProblemType, StoredSamples Samples) Finish()
    {
        var problemType = ProblemType();
        var predicted = _predicted.Take();
        ScoreMatrix? scores = null;
        if (_hasScores)
        {
            var values = _scores.Take();
            if (options.AreLogits)
            {
                LogitScores.Activate(values, _labels, problemType, options.LogitScale);
            }

            LogitScores.Check(values, options.Labels, _lines.Take(), path);
            scores = new ScoreMatrix(values, _labels);
            Decide(scores, problemType, predicted);
        }

        return (problemType, new StoredSamples(new LabelMatrix(_truth.Take(), _labels), new LabelMatrix(predicted, _labels), scores, _inputs.ToList(Count), _speakers.ToList(Count)));
    }

    /// <summary>Thresholds are for labels that are decided one by one, whatever the number of true labels.</summary>
    private ProblemType ProblemType() =>
        options.ProblemType ?? (_isSingle && options.Thresholds is null ? EmotionAI.ProblemType.SingleLabel : EmotionAI.ProblemType.MultiLabel);

    private static bool IsOne(StatedLabels stated) => stated.IsEmptyField || stated.Indices.Length == 1;

    private void CheckScores(bool hasPredicted, ReadOnlySpan<double> scores)
    {
        if (!hasPredicted && scores.IsEmpty)
        {
            throw new FormatException("neither predicted labels nor scores; one of them is needed.");
        }

        if (Count > 0 && _hasScores == scores.IsEmpty)
        {
            throw new FormatException(Invariant($"{(_hasScores ? "no scores" : "scores")}, unlike line {_lines[0][0]}; all lines or none have them."));
        }

        foreach (var score in scores)
        {
            if (!double.IsFinite(score))
            {
                throw new FormatException(Invariant($"the score {score}; finite numbers are allowed."));
            }
        }
    }

    private void CheckNumber(StatedLabels truth, StatedLabels? predicted, ReadOnlySpan<double> scores)
    {
        if (options.ProblemType != EmotionAI.ProblemType.SingleLabel)
        {
            return;
        }

        if (truth.Indices.Length != 1)
        {
            throw new FormatException(Invariant($"{truth.Indices.Length} true labels; one is allowed in a single-label problem."));
        }

        if (scores.IsEmpty && predicted is { Indices.Length: not 1 and var count })
        {
            throw new FormatException(Invariant($"{count} predicted labels; one is allowed in a single-label problem."));
        }
    }

    private void NoteMissing(StatedLabels stated, string kind)
    {
        if (stated.IsEmptyField)
        {
            _missing.Add((Count, $"the {kind} label is missing, and every other line has one. Where samples may have none, [] says so, or a --config with \"problem_type\": \"multi_label_classification\"."));
        }
    }

    private static void Mark(Span<byte> row, ReadOnlySpan<int> labels)
    {
        foreach (var label in labels)
        {
            row[label] = 1;
        }
    }

    private void Decide(ScoreMatrix scores, ProblemType problemType, byte[] predicted)
    {
        var decision = new ScoreDecision(problemType, options.Thresholds, options.TopK);
        for (var row = 0; row < Count; row++)
        {
            if (!_isPredicted[row][0])
            {
                decision.Mark(scores.Row(row), predicted.AsSpan(row * _labels, _labels));
            }
        }
    }
}
