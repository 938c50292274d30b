namespace EmotionAI.Audio.Decoding;

/// <summary>Checks what audio headers announce against <see cref="EmotionLimits"/>, before anything is allocated.</summary>
internal static class AudioBounds
{
    public static void CheckShape(AudioOrigin origin, EmotionLimits limits, long sampleRate, int channels, long offset)
    {
        if (channels == 0)
        {
            throw origin.Invalid(Invariant($"announces 0 channels; 1 to {limits.AudioChannels} are allowed."), offset);
        }

        if (sampleRate <= 0)
        {
            throw origin.Invalid(Invariant($"announces a sample rate of {sampleRate} Hz; 1 to {limits.AudioSampleRate} Hz are allowed."), offset);
        }

        if (channels > limits.AudioChannels)
        {
            throw origin.AboveLimit(Invariant($"has {channels} channels; at most {limits.AudioChannels} are allowed (EmotionLimits.AudioChannels)."), offset);
        }

        if (sampleRate > limits.AudioSampleRate)
        {
            throw origin.AboveLimit(Invariant($"has a sample rate of {sampleRate} Hz; at most {limits.AudioSampleRate} Hz are allowed (EmotionLimits.AudioSampleRate)."), offset);
        }
    }

    public static void CheckFrames(AudioOrigin origin, EmotionLimits limits, long frames, int sampleRate, int channels)
    {
        if (frames > LongestFrames(limits, sampleRate, channels))
        {
            throw origin.AboveLimit(Invariant($"lasts {frames / (double)sampleRate:0.###} s or longer; at most {limits.AudioDuration.TotalSeconds:0.###} s and {Array.MaxLength} samples are allowed (EmotionLimits.AudioDuration)."));
        }
    }

    public static void CheckChunks(AudioOrigin origin, EmotionLimits limits, int chunks, long offset)
    {
        if (chunks > limits.AudioChunks)
        {
            throw origin.AboveLimit(Invariant($"has more than {limits.AudioChunks} chunks before its samples (EmotionLimits.AudioChunks)."), offset);
        }
    }

    private static long LongestFrames(EmotionLimits limits, int sampleRate, int channels)
    {
        var byDuration = (Int128)limits.AudioDuration.Ticks * sampleRate / TimeSpan.TicksPerSecond;
        return (long)Int128.Min(byDuration, Array.MaxLength / channels);
    }
}
