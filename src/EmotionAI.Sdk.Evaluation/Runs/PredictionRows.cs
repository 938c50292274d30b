using System.Runtime.InteropServices;

namespace EmotionAI.Evaluation.Runs;

/// <summary>Collects predictions as a file has them, row by row, then decides the scores.</summary>
/// <param name="path">The file, for messages.</param>
/// <param name="options">How to read it.</param>
internal sealed class PredictionRows(string path, PredictionsOptions options)
{
    private readonly int _labels = options.Labels.Count;
    private readonly List<int> _lines = [];
    private readonly List<byte> _truth = [];
    private readonly List<byte> _predicted = [];
    private readonly List<bool> _isPredicted = [];
    private readonly List<string?> _inputs = [];
    private readonly List<string?> _speakers = [];
    private double[] _scores = [];
    private bool _isSingle = true;
    private bool _hasScores;

    public int Count => _lines.Count;

    /// <summary>Makes room, where the number of rows is known before.</summary>
    public void Reserve(int rows) => _scores = new double[checked(rows * _labels)];

    /// <summary>Adds a row.</summary>
    /// <param name="line">The line of the file.</param>
    /// <param name="truth">The true labels.</param>
    /// <param name="predicted">The predicted labels; null where they follow from the scores.</param>
    /// <param name="scores">The scores; empty where there are none.</param>
    /// <param name="input">What the sample is, where that is known.</param>
    /// <param name="speaker">Who speaks, where that is known.</param>
    /// <exception cref="FormatException">The row has a fault.</exception>
    public void Add(int line, ReadOnlySpan<int> truth, int[]? predicted, ReadOnlySpan<double> scores, string? input = null, string? speaker = null)
    {
        Check(truth, predicted, scores);
        var isPredicted = predicted is not null && !(options.IsDecidedAnew && !scores.IsEmpty);
        _isSingle &= truth.Length == 1 && (predicted is null || predicted.Length == 1);
        _hasScores = !scores.IsEmpty;
        if (_hasScores)
        {
            Store(scores);
        }

        Mark(_truth, truth);
        Mark(_predicted, isPredicted ? predicted : []);
        _isPredicted.Add(isPredicted);
        _lines.Add(line);
        _inputs.Add(input);
        _speakers.Add(speaker);
    }

    /// <summary>Turns logits into scores, checks the scores, and decides where the file does not say what was predicted.</summary>
    /// <exception cref="EmotionAIException">A score is outside 0 to 1.</exception>
    public (ProblemType ProblemType, StoredSamples Samples) Finish()
    {
        // Thresholds are for labels that are decided one by one, whatever the number of true labels.
        var problemType = options.ProblemType ?? (_isSingle && options.Thresholds is null ? ProblemType.SingleLabel : ProblemType.MultiLabel);
        ScoreMatrix? scores = null;
        if (_hasScores)
        {
            Array.Resize(ref _scores, Count * _labels);
            if (options.AreLogits)
            {
                LogitScores.Activate(_scores, _labels, problemType, options.LogitScale);
            }

            LogitScores.Check(_scores, options.Labels, _lines, path);
            scores = new ScoreMatrix(_scores, _labels);
            Decide(scores, problemType);
        }

        return (problemType, new StoredSamples(
            new LabelMatrix(CollectionsMarshal.AsSpan(_truth), _labels),
            new LabelMatrix(CollectionsMarshal.AsSpan(_predicted), _labels),
            scores,
            _inputs.TrueForAll(input => input is null) ? null : _inputs,
            _speakers.TrueForAll(speaker => speaker is null) ? null : _speakers));
    }

    private void Check(ReadOnlySpan<int> truth, int[]? predicted, ReadOnlySpan<double> scores)
    {
        if (predicted is null && scores.IsEmpty)
        {
            throw new FormatException("neither predicted labels nor scores; one of them is needed.");
        }

        if (Count > 0 && _hasScores == scores.IsEmpty)
        {
            throw new FormatException(Invariant($"{(_hasScores ? "no scores" : "scores")}, unlike line {_lines[0]}; all lines or none have them."));
        }

        foreach (var score in scores)
        {
            if (!double.IsFinite(score))
            {
                throw new FormatException(FormattableString.Invariant($"the score {score}; finite numbers are allowed."));
            }
        }

        if (options.ProblemType == ProblemType.SingleLabel && truth.Length != 1)
        {
            throw new FormatException($"{truth.Length} true labels; one is allowed in a single-label problem.");
        }

        if (options.ProblemType == ProblemType.SingleLabel && predicted is { Length: not 1 } && scores.IsEmpty)
        {
            throw new FormatException($"{predicted.Length} predicted labels; one is allowed in a single-label problem.");
        }
    }

    private void Store(ReadOnlySpan<double> scores)
    {
        var used = Count * _labels;
        if (used + _labels > _scores.Length)
        {
            Array.Resize(ref _scores, (int)Math.Min(Array.MaxLength, Math.Max(used + _labels, 2L * _scores.Length)));
        }

        scores.CopyTo(_scores.AsSpan(used));
    }

    private void Mark(List<byte> values, ReadOnlySpan<int> labels)
    {
        CollectionsMarshal.SetCount(values, values.Count + _labels);
        var row = CollectionsMarshal.AsSpan(values)[^_labels..];
        row.Clear();
        foreach (var label in labels)
        {
            row[label] = 1;
        }
    }

    private void Decide(ScoreMatrix scores, ProblemType problemType)
    {
        var predicted = CollectionsMarshal.AsSpan(_predicted);
        var best = problemType == ProblemType.SingleLabel ? scores.ArgMax() : null;
        for (var row = 0; row < Count; row++)
        {
            if (_isPredicted[row])
            {
                continue;
            }

            if (best is not null)
            {
                predicted[(row * _labels) + best[row]] = 1;
                continue;
            }

            for (var label = 0; label < _labels; label++)
            {
                predicted[(row * _labels) + label] = scores[row, label] >= (options.Thresholds?[label] ?? 0.5) ? (byte)1 : (byte)0;
            }
        }
    }
}
