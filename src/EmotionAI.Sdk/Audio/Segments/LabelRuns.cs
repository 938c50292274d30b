using System.Numerics.Tensors;

namespace EmotionAI.Audio.Segments;

/// <summary>Puts pieces together that have one best label, and gives runs that are too short to the neighbour that fits better. Holds two runs at most.</summary>
/// <param name="plan">The shortest and the longest segment.</param>
/// <param name="hasLabels">Whether scores compete; else every piece is a segment.</param>
/// <param name="ended">Receives the runs that have ended.</param>
internal sealed class LabelRuns(SegmentPlan plan, bool hasLabels, Action<LabelRun> ended)
{
    /// <summary>The run before the last one, long enough, which may still take that.</summary>
    private LabelRun? _before;
    private LabelRun? _last;

    /// <summary>Takes the next piece.</summary>
    public void Add(SoundPiece piece, float[] scores)
    {
        if (_last?.Stretch != piece.Stretch || _last.Length >= plan.MostFrames)
        {
            Finish();
        }

        var label = !piece.Stretch.IsSpeech ? 0 : hasLabels ? TensorPrimitives.IndexOfMax(scores) : (int)(piece.Start % int.MaxValue);
        if (_last is null)
        {
            _last = new LabelRun(piece, scores, label);
        }
        else if (_last.Label == label)
        {
            _last.Add(piece, scores);
        }
        else
        {
            Follow(new LabelRun(piece, scores, label), piece, scores);
        }

        if (_last!.Length >= plan.LeastFrames)
        {
            Give(ref _before);
        }
    }

    /// <summary>Ends the runs: nothing follows in this stretch.</summary>
    public void Finish()
    {
        if (_before is not null && _last!.Length < plan.LeastFrames)
        {
            _before.Take(_last);
            _last = null;
        }

        Give(ref _before);
        Give(ref _last);
    }

    /// <summary>Ends the last run by one with another label.</summary>
    private void Follow(LabelRun next, SoundPiece piece, float[] scores)
    {
        if (_last!.Length >= plan.LeastFrames || !hasLabels)
        {
            Give(ref _before);
            (_before, _last) = (_last, next);
        }
        else if (_before is null || _last.ScoreOf(_before.Label) < _last.ScoreOf(next.Label))
        {
            next.Take(_last);
            _last = next;
        }
        else
        {
            _before.Take(_last);
            _last = next;
            if (_before.Label == next.Label)
            {
                _before.Add(piece, scores);
                (_before, _last) = (null, _before);
            }
        }
    }

    private void Give(ref LabelRun? run)
    {
        if (run is not null)
        {
            ended(run);
            run = null;
        }
    }
}
