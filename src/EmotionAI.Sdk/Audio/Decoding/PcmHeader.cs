namespace EmotionAI.Audio.Decoding;

/// <summary>Holds what the header of a file with plain samples says; the source stands at the first sample.</summary>
/// <param name="FileFormat">The kind of file.</param>
/// <param name="Format">How the samples are stored.</param>
/// <param name="DataBytes">The announced size of the samples, null where the writer did not know it.</param>
internal readonly record struct PcmHeader(AudioFileFormat FileFormat, PcmFormat Format, long? DataBytes)
{
    /// <summary>Gets what the header says against itself, null for nothing.</summary>
    public string? Warning { get; init; }

    /// <summary>Gets how many bytes of whole frames are there, or null where only reading tells.</summary>
    public long? PresentBytes(long? remaining)
    {
        if (remaining is null)
        {
            return null;
        }

        var bytes = Math.Min(DataBytes ?? long.MaxValue, remaining.Value);
        return bytes - (bytes % Format.BytesPerFrame);
    }

    public AudioFileInfo Describe(long? remaining) => new(
        FileFormat,
        Format.SampleRate,
        Format.Channels,
        Format.BytesPerSample * 8,
        PresentBytes(remaining) / Format.BytesPerFrame,
        DataBytes > remaining);
}
