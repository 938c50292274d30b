using System.Numerics.Tensors;
using EmotionAI.Audio.Decoding;

namespace EmotionAI.Audio.Reading;

/// <summary>Collects what is decoded: bounds its length and its memory, refuses what no recording holds, and keeps count of what was damaged.</summary>
/// <param name="source">The recording, to name it in errors.</param>
/// <param name="limits">The bounds.</param>
/// <param name="duration">How much is wanted; null for all.</param>
/// <param name="blocks">Takes what is settled, however long the recording; null to hold all of it.</param>
internal sealed class ClipBuilder(ByteSource source, EmotionLimits limits, TimeSpan? duration, SampleBlocks? blocks = null)
{
    /// <summary>18 dB above full scale: encoders overshoot by 6 dB at most, damaged streams by 60 and more.</summary>
    private const float Loudest = 8;
    private const int SmallestArray = 16 << 10;
    private const int HandOversPerSecond = 5;

    /// <summary>Where more than one part in four is damaged, the rest says nothing about the recording.</summary>
    private const int LeastIntact = 4;

    private readonly List<string> _warnings = [];
    private float[] _samples = [];
    private int _count;
    private long _start;
    private long _settled;
    private long _skip;
    private long _wanted = long.MaxValue;
    private long _allowed;
    private long _parts;
    private long _damaged;
    private long? _firstDamage;

    /// <summary>Gets the bounds.</summary>
    public EmotionLimits Limits => limits;

    public int SampleRate { get; private set; }

    public int Channels { get; private set; }

    /// <summary>Gets how many frames there are; those to be skipped were left out.</summary>
    public long Frames => Channels == 0 ? 0 : _start + (_count / Channels);

    /// <summary>Gets whether all that is wanted is there.</summary>
    public bool IsFull => Channels > 0 && Frames >= _wanted;

    /// <summary>Gets or sets whether the recording itself ends early.</summary>
    public bool IsIncomplete { get; set; }

    /// <summary>Begins a clip, or goes on with another of the same shape.</summary>
    /// <returns>Whether the shape is that of what is there.</returns>
    /// <exception cref="EmotionAIException">The shape is not allowed.</exception>
    public bool Begin(long sampleRate, int channels)
    {
        if (Channels > 0)
        {
            return (sampleRate, channels) == (SampleRate, Channels);
        }

        AudioBounds.CheckShape(source.Origin, limits, sampleRate, channels, source.Position);
        (SampleRate, Channels) = ((int)sampleRate, channels);
        _allowed = FramesOf(limits.AudioDuration);
        _wanted = duration is { } wanted ? FramesOf(wanted) : long.MaxValue;
        blocks?.Begin(SampleRate, Channels);
        return true;
    }

    /// <summary>Leaves out the next frames: what an encoder puts before the sound.</summary>
    public void Skip(long frames) => _skip += frames;

    /// <summary>Adds whole frames.</summary>
    /// <exception cref="EmotionAIException">The samples are none of a recording, or there are more than allowed.</exception>
    public void Add(ReadOnlySpan<float> samples)
    {
        if (samples.IsEmpty)
        {
            return;
        }

        var peak = MathF.Abs(TensorPrimitives.MaxMagnitude(samples));
        if (!(peak <= Loudest))
        {
            throw source.Origin.Invalid(Invariant($"is damaged: it decodes to samples of {peak:0.###}, where full scale is 1 and at most {Loudest} is plausible"), source.Position);
        }

        var skipped = SkipPart(samples.Length / Channels);
        samples[(skipped * Channels)..].CopyTo(Take(samples.Length - (skipped * Channels)));
        _parts++;
    }

    /// <summary>Puts silence in the place of frames that cannot be decoded.</summary>
    public void AddDamaged(int frames, long offset)
    {
        Take((frames - SkipPart(frames)) * Channels).Clear();
        _parts++;
        Damage(offset);
    }

    /// <summary>Counts a part that is lost and whose length nobody knows.</summary>
    public void Damage(long offset)
    {
        _damaged++;
        _firstDamage ??= offset;
    }

    /// <summary>Drops what is behind a number of frames, of what is not settled.</summary>
    public void Cut(long frames) => _count = (int)Int128.Min(_count, ((Int128)Math.Max(_settled, frames) - _start) * Channels);

    /// <summary>Drops frames behind the first ones, of what is not settled.</summary>
    public void CutMiddle(long kept, long frames)
    {
        kept = Math.Max(kept, _settled);
        var (from, to) = ((int)(kept - _start) * Channels, (int)(Math.Min(kept + frames, Frames) - _start) * Channels);
        _samples.AsSpan(to, _count - to).CopyTo(_samples.AsSpan(from));
        _count -= to - from;
    }

    /// <summary>Settles what is further back than a second: no encoder puts more behind the sound. No cut reaches it, whether it was handed on or is held.</summary>
    public void Settle()
    {
        _settled = Math.Max(_settled, Frames - SampleRate);
        if (blocks is not null && _settled - _start > SampleRate / HandOversPerSecond)
        {
            HandOn((int)(_settled - _start) * Channels);
        }
    }

    public void Warn(string warning) => _warnings.Add(warning);

    /// <summary>Hands on all that is left.</summary>
    /// <exception cref="EmotionAIException">Too much is damaged, or nothing was found.</exception>
    public void Complete(string name)
    {
        Conclude(name);
        HandOn(_count);
        blocks!.Complete(IsIncomplete, _warnings);
    }

    /// <summary>Hands on what there is before the recording turned out to be none.</summary>
    public void Break()
    {
        HandOn(_count);
        blocks!.Break();
    }

    /// <exception cref="EmotionAIException">Too much is damaged, or nothing was found.</exception>
    public AudioClip ToClip(string name)
    {
        Conclude(name);
        return new AudioClip(_samples.AsMemory(0, _count), SampleRate, Channels) { IsIncomplete = IsIncomplete, Warnings = _warnings };
    }

    private void Conclude(string name)
    {
        if (Channels == 0)
        {
            throw source.Origin.Invalid($"holds no {name}: nothing in it can be decoded", source.Position);
        }

        if (_damaged > 0)
        {
            if (_damaged * LeastIntact > _parts)
            {
                throw source.Origin.Invalid(Invariant($"is damaged: {_damaged} of {_parts} parts cannot be decoded as {name}, the first at byte {_firstDamage}; at most one in {LeastIntact} is allowed"), _firstDamage ?? 0);
            }

            Warn(Invariant($"{_damaged} of {_parts} parts are damaged, the first at byte {_firstDamage}, and are silent or left out"));
        }

        if (Frames > _wanted)
        {
            _count = (int)_wanted * Channels;
        }
    }

    private void HandOn(int count)
    {
        _samples.AsSpan(0, count).CopyTo(blocks!.Take(count));
        _samples.AsSpan(count, _count - count).CopyTo(_samples);
        _count -= count;
        _start += count / Math.Max(1, Channels);
    }

    private long FramesOf(TimeSpan time) => (long)Int128.Min((((Int128)time.Ticks * SampleRate) + TimeSpan.TicksPerSecond - 1) / TimeSpan.TicksPerSecond, long.MaxValue);

    private int SkipPart(int frames)
    {
        var skipped = (int)Math.Min(_skip, frames);
        _skip -= skipped;
        return skipped;
    }

    private Span<float> Take(int count)
    {
        var frames = Frames + (count / Channels);
        if (blocks is null && frames > _allowed && _wanted > _allowed)
        {
            throw source.Origin.AboveLimit(Invariant($"lasts longer than {limits.AudioDuration.TotalSeconds:0.###} s, the most that is allowed (EmotionLimits.AudioDuration)."), source.Position);
        }

        if (((long)_count + count) * sizeof(float) > limits.AudioBytes)
        {
            throw source.Origin.AboveLimit(Invariant($"decodes to more than {limits.AudioBytes} bytes of samples ({SampleRate} Hz, {Channels} channels), the most that is allowed (EmotionLimits.AudioBytes)."), source.Position);
        }

        if (_samples.Length - _count < count)
        {
            Array.Resize(ref _samples, (int)Math.Min(Math.Max(Math.Max(2L * _samples.Length, SmallestArray), (long)_count + count), Array.MaxLength));
        }

        var room = _samples.AsSpan(_count, count);
        _count += count;
        return room;
    }
}
