namespace EmotionAI.Audio.Decoding;

/// <summary>Says how far a recording is decoded: wholly, for a time, or as far as a model's window reads.</summary>
/// <param name="Samples">The length, in samples of <paramref name="SampleRate"/>; null for all there is.</param>
/// <param name="SampleRate">The rate of the length, in Hz.</param>
/// <param name="IsResampled">Whether the last sample must come out of a resampler as it would from the whole recording.</param>
internal readonly record struct AudioExtent(long? Samples, long SampleRate, bool IsResampled)
{
    /// <summary>More than half the taps of the resampler at equal rates: zero crossings, roll-off and rounding to its step.</summary>
    private const int Crossings = 8;

    private const int Rounding = 64;

    public static AudioExtent All => default;

    public static AudioExtent Of(TimeSpan duration) => new(Math.Max(0, duration.Ticks), TimeSpan.TicksPerSecond, IsResampled: false);

    /// <summary>Gets what a model with a window uses: a little more than the window, so that the resampler's kernel is filled and the rest is seen to exist.</summary>
    public static AudioExtent Window(AudioModel model) => new(model.MaxSamples, model.SampleRate, IsResampled: true);

    /// <summary>Gets the number of frames to hold of a recording at a rate.</summary>
    public long Frames(int sampleRate)
    {
        if (Samples is not { } samples)
        {
            return long.MaxValue;
        }

        var frames = (((Int128)samples * sampleRate) + SampleRate - 1) / SampleRate;
        var reach = IsResampled ? Rounding + (2 * Crossings * (1 + (sampleRate / SampleRate))) : 0;
        return (long)Int128.Min(frames + reach, long.MaxValue);
    }

    /// <summary>Cuts a clip that is held already; its samples are not copied.</summary>
    public AudioClip Cut(AudioClip clip)
    {
        var frames = Frames(clip.SampleRate);
        return clip.FrameCount <= frames
            ? clip
            : new AudioClip(clip.Samples[..((int)frames * clip.Channels)], clip.SampleRate, clip.Channels) { IsIncomplete = clip.IsIncomplete, Warnings = clip.Warnings };
    }
}
