using System.Buffers;

namespace EmotionAI.Audio;

/// <summary>Tells speech from silence, hum and noise by how its level varies: follows the power of 50 ms frames above 150 Hz, whatever their level.</summary>
/// <remarks>
/// <para>A frame counts as loud from 5 dB above the 10th percentile of all frames on, and as varying where each of its neighbours is at least 1 dB louder or quieter.
/// Speech rises and falls with each sound, so that many loud frames vary; a tone that is faded in, noise that is switched on and single clicks have loud frames, but few of them vary. In RAVDESS and EmoDB 27 % of the loud frames or more vary, in 14 kinds of made noise, hum and beeps fewer than three or 9 % at most.</para>
/// <para>Blocks of 5 ms that are constant, as digital silence is, are no sound: their frames are left out, and so is the edge between them and noise.</para>
/// </remarks>
internal ref struct SpeechActivity : IDisposable
{
    private const int BlocksOfSecond = 200;
    private const int BlocksOfFrame = 10;
    private const double FrameSeconds = (double)BlocksOfFrame / BlocksOfSecond;
    private const int FewestFrames = 4;
    private const int FewestVarying = 3;
    private const double Loud = 5;
    private const double Varying = 1;
    private const double VaryingShare = 0.15;

    /// <summary>A step of 16-bit samples, as power: what is below has no level to speak of.</summary>
    private const double Floor = 1e-9;

    private readonly float[] _levels;
    private SpeechBand _band;
    private int _frames;
    private int _blocks;
    private bool _isBroken;
    private double _power;

    /// <param name="sampleRate">The sample rate, in Hz.</param>
    /// <param name="length">The number of samples that will come.</param>
    public SpeechActivity(int sampleRate, int length)
    {
        BlockLength = Math.Max(1, sampleRate / BlocksOfSecond);
        _band = new SpeechBand(sampleRate);
        _levels = ArrayPool<float>.Shared.Rent(1 + (length / (BlockLength * BlocksOfFrame)));
    }

    /// <summary>Gets the number of samples of a block, 5 ms.</summary>
    public int BlockLength { get; }

    /// <summary>Takes the next block of mono samples, <see cref="BlockLength"/> long; the last one may be shorter and is left out.</summary>
    public void Add(ReadOnlySpan<float> block)
    {
        if (block.Length < BlockLength)
        {
            return;
        }

        _isBroken |= !_band.TryMeasure(block, out var power);
        _power += power;
        if (++_blocks == BlocksOfFrame)
        {
            EndFrame();
        }
    }

    /// <summary>Finds the time of the loud frames where they vary as those of speech do.</summary>
    /// <param name="reason">Why there is no speech; null where there is.</param>
    /// <returns>The time in seconds; 0 where there is no speech.</returns>
    public readonly double Find(out NoSpeechReason? reason)
    {
        var levels = _levels.AsSpan(0, _frames);
        if (_frames < FewestFrames)
        {
            reason = NoSpeechReason.TooShort;
            return 0;
        }

        if (!levels.ContainsAnyExcept(float.NaN, LevelOf(Floor)))
        {
            reason = NoSpeechReason.Silent;
            return 0;
        }

        var (loud, varying) = Count(levels);
        reason = varying < Math.Max(FewestVarying, loud * VaryingShare) ? NoSpeechReason.Steady : null;
        return reason is null ? loud * FrameSeconds : 0;
    }

    public readonly void Dispose() => ArrayPool<float>.Shared.Return(_levels);

    private void EndFrame()
    {
        _levels[_frames++] = _isBroken ? float.NaN : LevelOf(Math.Max(Floor, _power / (BlockLength * BlocksOfFrame)));
        (_blocks, _isBroken, _power) = (0, false, 0);
    }

    private static float LevelOf(double power) => (float)(10 * Math.Log10(power));

    private static (int Loud, int Varying) Count(ReadOnlySpan<float> levels)
    {
        var loudest = Quiet(levels) + Loud;
        var (loud, varying) = (0, 0);
        for (var i = 0; i < levels.Length; i++)
        {
            if (levels[i] >= loudest)
            {
                loud++;
                varying += i > 0 && i < levels.Length - 1 && Differ(levels[i], levels[i - 1]) && Differ(levels[i], levels[i + 1]) ? 1 : 0;
            }
        }

        return (loud, varying);
    }

    private static bool Differ(float level, float neighbour) => Math.Abs(level - neighbour) >= Varying;

    /// <summary>Finds the level that a tenth of the frames do not exceed; not-a-numbers, which sort first, are left out.</summary>
    private static double Quiet(ReadOnlySpan<float> levels)
    {
        var sorted = ArrayPool<float>.Shared.Rent(levels.Length);
        levels.CopyTo(sorted);
        var kept = sorted.AsSpan(0, levels.Length);
        kept.Sort();
        kept = kept[kept.LastIndexOf(float.NaN) is var last and >= 0 ? (last + 1).. : ..];
        var level = kept[kept.Length / 10];
        ArrayPool<float>.Shared.Return(sorted);
        return level;
    }
}
