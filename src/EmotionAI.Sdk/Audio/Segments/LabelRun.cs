namespace EmotionAI.Audio.Segments;

/// <summary>Is a run of pieces with one best label, or of silence: a segment in the making. What it takes from a neighbour lends it time and sound, not scores.</summary>
internal sealed class LabelRun
{
    private readonly double[] _sum;
    private double _weight;
    private SoundTotals _totals;

    public LabelRun(SoundPiece piece, float[] scores, int label)
    {
        (Stretch, Start, End, Label) = (piece.Stretch, piece.Start, piece.Start, label);
        _sum = new double[scores.Length];
        Add(piece, scores);
    }

    public SoundStretch Stretch { get; }

    /// <summary>Gets the index of the label; one for each piece where the model gives quantities and no labels.</summary>
    public int Label { get; private set; }

    public long Start { get; private set; }

    public long End { get; private set; }

    public long Length => End - Start;

    public SoundTotals Totals => _totals;

    public bool IsCancelled { get; private set; }

    /// <summary>Gets the mean of the scores.</summary>
    public float[] Scores => [.. _sum.Select(value => (float)(value / _weight))];

    /// <summary>Adds a piece with the same label, right behind it.</summary>
    public void Add(SoundPiece piece, float[] scores)
    {
        var length = piece.End - piece.Start;
        for (var i = 0; i < _sum.Length; i++)
        {
            _sum[i] += length * (double)scores[i];
        }

        _weight += length;
        End = piece.End;
        Take(piece.Totals, piece.IsCancelled);
    }

    /// <summary>Takes a run that is too short to stand alone.</summary>
    public void Take(LabelRun neighbour)
    {
        Start = Math.Min(Start, neighbour.Start);
        End = Math.Max(End, neighbour.End);
        Take(neighbour.Totals, neighbour.IsCancelled);
    }

    /// <summary>Tells how well a label fits.</summary>
    public double ScoreOf(int label) => _sum[label] / _weight;

    private void Take(in SoundTotals totals, bool isCancelled)
    {
        _totals.Add(totals);
        IsCancelled |= isCancelled;
    }
}
