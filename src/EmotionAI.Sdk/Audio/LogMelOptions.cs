namespace EmotionAI.Audio;

/// <summary>Sets up a <see cref="LogMelSpectrogram"/>, as <c>preprocessor_config.json</c> of a Whisper model does.</summary>
public sealed class LogMelOptions
{
    /// <summary>Gets or sets the sample rate, in Hz (<c>sampling_rate</c>).</summary>
    /// <value>The default value is 16,000.</value>
    public int SampleRate { get; set; } = 16_000;

    /// <summary>Gets or sets the length of a frame, in samples (<c>n_fft</c>).</summary>
    /// <value>The default value is 400.</value>
    public int FftSize { get; set; } = 400;

    /// <summary>Gets or sets the distance from frame to frame, in samples (<c>hop_length</c>).</summary>
    /// <value>The default value is 160.</value>
    public int HopLength { get; set; } = 160;

    /// <summary>Gets or sets the number of mel bands (<c>feature_size</c>).</summary>
    /// <value>The default value is 80.</value>
    public int MelBands { get; set; } = 80;

    /// <summary>Gets or sets how much sound is read, in samples; less is padded with zeros (<c>chunk_length</c> × <c>sampling_rate</c>).</summary>
    /// <value>The default value is 480,000, 30 s.</value>
    public int ChunkLength { get; set; } = 480_000;

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(SampleRate, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(FftSize, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(HopLength, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MelBands, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(ChunkLength, FftSize);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(HopLength, ChunkLength);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)(ChunkLength / HopLength) * MelBands, Array.MaxLength, nameof(ChunkLength));
    }
}
