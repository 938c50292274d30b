namespace EmotionAI.Audio.Segments;

/// <summary>Tells in which frames of 10 ms somebody speaks, in a recording that has no end: <see cref="SpeechActivity"/> with a memory of 10 s, and 1.15 s ahead.</summary>
/// <remarks>
/// A frame is speech from 5 dB above the 10th percentile of the levels around it on, where the level within a second of it rises and falls as that of speech does.
/// Without pauses that percentile is speech itself: what is less than 30 dB below the loudest is speech too, where it is not as quiet as the quietest frames are, or the pauses are digital silence;
/// what is more than 35 dB below the loudest never is. In chains of RAVDESS clips 957 of 958 edges of silence lie within 0.15 s of where the sound begins and ends.
/// What is found does not depend on how the samples are cut into blocks.
/// </remarks>
internal sealed class SpeechFrames
{
    /// <summary>Frames are judged by fives, 50 ms, as <see cref="SpeechActivity"/> does.</summary>
    public const int Group = 5;

    private const int Past = 200;
    private const int Near = 20;

    /// <summary>A group varies where both neighbours differ: one more is needed.</summary>
    private const int Ahead = Near + 1;
    private const int FewestVarying = 3;
    private const double VaryingShare = 0.15;
    private const float Varying = 1;
    private const float Loud = 5;
    private const float SurelyLoud = 30;
    private const float Range = 35;
    private const double Quiet = 0.1;
    private const double Quietest = 0.05;
    private const float AboveQuietest = 4;
    private const double Loudest = 0.95;
    private const int Held = 256;

    private readonly float[] _levels = new float[Held * Group];
    private readonly float[] _groups = new float[Held];
    private readonly LevelHistogram _histogram = new();
    private long _frames;
    private long _judged;

    /// <summary>Takes the level of the next frame.</summary>
    public void Add(float level)
    {
        var place = (int)(_frames % _levels.Length);
        _levels[place] = level;
        _histogram.Add(level);
        if (++_frames % Group == 0)
        {
            CloseGroup();
        }
    }

    /// <summary>Ends the recording: the frames that are left are judged by what is there.</summary>
    public void Finish()
    {
        while (_frames % Group != 0)
        {
            Add(float.NaN);
        }
    }

    /// <summary>Judges the next five frames, where enough is known.</summary>
    /// <param name="speech">Receives which of them are speech.</param>
    /// <param name="isEnd">Whether nothing follows.</param>
    public bool TryJudge(Span<bool> speech, bool isEnd)
    {
        var groups = _frames / Group;
        if (_judged >= groups || (!isEnd && _judged + Ahead >= groups))
        {
            return false;
        }

        var threshold = Threshold();
        var isSpeech = IsSpeechAround(_judged, groups, threshold);
        for (var i = 0; i < Group; i++)
        {
            speech[i] = isSpeech && _levels[(int)(((_judged * Group) + i) % _levels.Length)] >= threshold;
        }

        _judged++;
        return true;
    }

    private void CloseGroup()
    {
        var group = (_frames / Group) - 1;
        var (power, start) = (0.0, (int)(group * Group % _levels.Length));
        for (var i = 0; i < Group; i++)
        {
            power += Math.Pow(10, _levels[start + i] / 10.0) / Group;
        }

        _groups[(int)(group % Held)] = (float)(10 * Math.Log10(power));
        var old = group - Past - Ahead;
        for (var i = 0; old >= 0 && i < Group; i++)
        {
            _histogram.Remove(_levels[(int)(((old * Group) + i) % _levels.Length)]);
        }
    }

    private float Threshold()
    {
        if (_histogram.Find(Quietest) is not { } quietest || _histogram.Find(Quiet) is not { } quiet || _histogram.Find(Loudest) is not { } loudest)
        {
            return float.PositiveInfinity;
        }

        // Where the pauses are digital silence, the quietest frames are no pauses but soft sounds.
        var floor = _histogram.SilentShare >= Quietest ? float.NegativeInfinity : quietest + AboveQuietest;
        return Math.Max(Math.Max(Math.Min(quiet + Loud, loudest - SurelyLoud), floor), loudest - Range);
    }

    private bool IsSpeechAround(long middle, long groups, float threshold)
    {
        var (loud, varying) = (0, 0);
        for (var group = Math.Max(0, middle - Near); group <= Math.Min(groups - 1, middle + Near); group++)
        {
            var level = _groups[(int)(group % Held)];
            if (level >= threshold)
            {
                loud++;
                varying += group > 0 && group < groups - 1 && Differ(level, group - 1) && Differ(level, group + 1) ? 1 : 0;
            }
        }

        return varying >= Math.Max(FewestVarying, loud * VaryingShare);
    }

    private bool Differ(float level, long neighbour) => Math.Abs(level - _groups[(int)(neighbour % Held)]) >= Varying;
}
