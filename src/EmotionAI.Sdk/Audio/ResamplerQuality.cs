namespace EmotionAI.Audio;

/// <summary>Names the filters of a <see cref="Resampler"/>.</summary>
public enum ResamplerQuality
{
    /// <summary>What people should hear: all below 91 % of the lower rate's band passes unchanged, all above the band is gone by more than 135 dB, as with soxr's HQ.</summary>
    High,

    /// <summary>torchaudio's default, short and soft, which speech models were trained with. It is the reference for their scores: another filter moves them.</summary>
    Reference,
}
