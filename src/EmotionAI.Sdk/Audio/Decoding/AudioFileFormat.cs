namespace EmotionAI.Audio;

/// <summary>Names the kinds of audio files that <see cref="AudioDecoder"/> reads.</summary>
public enum AudioFileFormat
{
    /// <summary>WAV: RIFF, RIFX, RF64 or BW64 with PCM, float, A-law or mu-law samples.</summary>
    Wav,

    /// <summary>FLAC, as RFC 9639 describes it, not inside Ogg.</summary>
    Flac,

    /// <summary>AIFF or AIFF-C with PCM, float, A-law or mu-law samples.</summary>
    Aiff,

    /// <summary>Sony Wave64 with PCM, float, A-law or mu-law samples.</summary>
    Wave64,

    /// <summary>Sun/NeXT AU with PCM, float, A-law or mu-law samples.</summary>
    Au,

    /// <summary>Apple's Core Audio Format with PCM, float, A-law or mu-law samples.</summary>
    Caf,
}
