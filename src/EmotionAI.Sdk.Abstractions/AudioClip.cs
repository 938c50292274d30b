namespace EmotionAI;

/// <summary>Holds decoded sound: float samples, interleaved by channel, full scale 1.</summary>
/// <remarks>Safe for concurrent use as long as nobody writes to the memory behind <see cref="Samples"/>.</remarks>
public sealed class AudioClip
{
    /// <summary>Creates a clip over samples that are not copied.</summary>
    /// <param name="samples">The samples, <c>[frame, channel]</c>, full scale 1.</param>
    /// <param name="sampleRate">The sample rate, in Hz, 1 or more.</param>
    /// <param name="channels">The number of channels, 1 or more, which must divide the number of samples.</param>
    /// <exception cref="ArgumentException">The number of samples is not a multiple of <paramref name="channels"/>.</exception>
    public AudioClip(ReadOnlyMemory<float> samples, int sampleRate, int channels = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sampleRate, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        if (samples.Length % channels != 0)
        {
            throw new ArgumentException(Invariant($"{samples.Length} samples are not a whole number of frames of {channels} channels."), nameof(samples));
        }

        Samples = samples;
        SampleRate = sampleRate;
        Channels = channels;
    }

    /// <summary>Gets the samples, <c>[frame, channel]</c>, full scale 1; float files may go beyond.</summary>
    public ReadOnlyMemory<float> Samples { get; }

    /// <summary>Gets the sample rate, in Hz.</summary>
    public int SampleRate { get; }

    /// <summary>Gets the number of channels.</summary>
    public int Channels { get; }

    /// <summary>Gets whether the recording itself ends early: its file announces more than was there.</summary>
    public bool IsIncomplete { get; init; }

    /// <summary>Gets what the header of the file says against its samples, which were taken; empty for nothing.</summary>
    public IReadOnlyList<string> Warnings { get; init => field = Frozen.Copy(value); } = [];

    /// <summary>Gets the number of samples of each channel.</summary>
    public int FrameCount => Samples.Length / Channels;

    /// <summary>Gets how long the clip sounds.</summary>
    public TimeSpan Duration => TimeSpan.FromSeconds((double)FrameCount / SampleRate);
}
