namespace EmotionAI.Audio;

/// <summary>Names the filters of a <see cref="Resampler"/>.</summary>
public enum ResamplerQuality
{
    /// <summary>torchaudio's default, which SpeechBrain uses: short and soft. It is the reference for the scores of these models.</summary>
    Default,

    /// <summary>torchaudio's <c>kaiser_best</c>: 64 zero crossings, a stop band of -149 dB. Better sound, other scores.</summary>
    KaiserBest,
}
