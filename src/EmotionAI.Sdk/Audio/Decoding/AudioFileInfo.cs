namespace EmotionAI.Audio;

/// <summary>Describes an audio file by its header.</summary>
/// <param name="Format">The kind of file.</param>
/// <param name="SampleRate">The sample rate, in Hz.</param>
/// <param name="Channels">The number of channels.</param>
/// <param name="BitsPerSample">The size of a stored sample, in bits; of any file but FLAC that of its container.</param>
/// <param name="FrameCount">The number of samples of each channel: what is there of plain samples, what the header announces of a FLAC file, null where only reading to the end tells.</param>
/// <param name="IsTruncated">Whether the header of a file with plain samples announces more samples than are there; decoding gives those that are.</param>
public readonly record struct AudioFileInfo(
    AudioFileFormat Format,
    int SampleRate,
    int Channels,
    int BitsPerSample,
    long? FrameCount,
    bool IsTruncated);
