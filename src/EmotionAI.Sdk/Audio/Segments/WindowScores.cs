namespace EmotionAI.Audio.Segments;

/// <summary>Gives pieces the mean of the scores of the windows that hear their middle; each counts by how much it hears of the stretch that the piece is of, so that windows across a pause count little.</summary>
internal sealed class WindowScores
{
    private readonly List<ScoredWindow> _windows = [];

    /// <summary>Takes the answer for the next window.</summary>
    public void Add(ScoredWindow window) => _windows.Add(window);

    /// <summary>Computes the scores of a piece, and forgets the windows that end before it.</summary>
    public void Score(SoundPiece piece)
    {
        var last = _windows[^1];
        _windows.RemoveAll(window => window.End <= piece.Start && window != last);
        var sum = new double[last.Scores.Length];
        var total = 0.0;
        foreach (var window in _windows)
        {
            if (window.Start <= piece.Middle && piece.Middle < window.End)
            {
                var heard = Math.Min(window.End, piece.Stretch.End) - Math.Max(window.Start, piece.Stretch.Start);
                Add(window, heard, sum);
                total += heard;
                piece.IsCancelled |= window.IsCancelled;
            }
        }

        if (total == 0)
        {
            // A recording that is shorter than a frame, or whose last frame the last window misses by a rounding.
            Add(last, 1, sum);
            total = 1;
        }

        piece.Scores = [.. sum.Select(value => (float)(value / total))];
    }

    private static void Add(ScoredWindow window, long weight, double[] sum)
    {
        for (var i = 0; i < sum.Length; i++)
        {
            sum[i] += weight * (double)window.Scores[i];
        }
    }
}
