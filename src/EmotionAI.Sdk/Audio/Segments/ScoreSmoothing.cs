namespace EmotionAI.Audio.Segments;

/// <summary>Averages the scores of pieces with those of their neighbours in the same stretch, by weights that fall to both sides; silence is left as it is.</summary>
/// <param name="radius">The number of neighbours on each side.</param>
internal sealed class ScoreSmoothing(int radius)
{
    private readonly List<SoundPiece> _pieces = [];

    /// <summary>The place of the next piece to give out.</summary>
    private int _next;

    /// <summary>Takes the next piece, scored.</summary>
    /// <param name="piece">The piece.</param>
    /// <param name="smoothed">Receives the pieces that are ready, with their scores.</param>
    public void Add(SoundPiece piece, Action<SoundPiece, float[]> smoothed)
    {
        if (_pieces.Count > 0 && _pieces[^1].Stretch != piece.Stretch)
        {
            Finish(smoothed);
        }

        _pieces.Add(piece);
        while (_next + radius < _pieces.Count)
        {
            Give(smoothed);
        }
    }

    /// <summary>Gives out what is left: nothing follows in this stretch.</summary>
    public void Finish(Action<SoundPiece, float[]> smoothed)
    {
        while (_next < _pieces.Count)
        {
            Give(smoothed);
        }

        _pieces.Clear();
        _next = 0;
    }

    private void Give(Action<SoundPiece, float[]> smoothed)
    {
        smoothed(_pieces[_next], Mean(_next));
        if (++_next > radius)
        {
            _pieces.RemoveAt(0);
            _next--;
        }
    }

    private float[] Mean(int place)
    {
        var own = _pieces[place];
        if (radius == 0 || !own.Stretch.IsSpeech)
        {
            return own.Scores;
        }

        var sum = new double[own.Scores.Length];
        var total = 0.0;
        for (var i = Math.Max(0, place - radius); i <= Math.Min(_pieces.Count - 1, place + radius); i++)
        {
            var weight = (double)(radius + 1 - Math.Abs(i - place)) * (_pieces[i].End - _pieces[i].Start);
            total += weight;
            for (var label = 0; label < sum.Length; label++)
            {
                sum[label] += weight * _pieces[i].Scores[label];
            }
        }

        return [.. sum.Select(value => (float)(value / total))];
    }
}
