using EmotionAI.Audio.Features;

namespace EmotionAI.Audio;

/// <summary>Sets up a <see cref="LogMelSpectrogram"/>, as <c>preprocessor_config.json</c> of a Whisper model does.</summary>
public sealed class LogMelOptions
{
    /// <summary>Gets or sets the sample rate, in Hz, from 2 (<c>sampling_rate</c>). The mel bands reach to 8,000 Hz whatever it is.</summary>
    /// <value>The default value is 16,000.</value>
    public int SampleRate { get; set; } = 16_000;

    /// <summary>Gets or sets the length of a frame, in samples, from 2 to 65,536 without a large prime factor (<c>n_fft</c>).</summary>
    /// <value>The default value is 400.</value>
    public int FftSize { get; set; } = 400;

    /// <summary>Gets or sets the distance from frame to frame, in samples, from 1 to 65,536 (<c>hop_length</c>).</summary>
    /// <value>The default value is 160.</value>
    public int HopLength { get; set; } = 160;

    /// <summary>Gets or sets the number of mel bands, from 1 (<c>feature_size</c>). Times half the frame it may be 4,194,304.</summary>
    /// <value>The default value is 80.</value>
    public int MelBands { get; set; } = 80;

    /// <summary>Gets or sets how much sound is read, in samples, from one frame to 1,073,741,824; less is padded with zeros (<c>chunk_length</c> × <c>sampling_rate</c>).</summary>
    /// <value>The default value is 480,000, 30 s.</value>
    public int ChunkLength { get; set; } = 480_000;

    /// <summary>Gets the number of frames; transformers leaves out the last that fits.</summary>
    internal int Frames => FeatureBounds.FramesOf(ChunkLength, FftSize, HopLength) - 1;

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(SampleRate, 2);
        if (!FeatureBounds.IsFftSize(FftSize))
        {
            throw new ArgumentOutOfRangeException(nameof(FftSize), Invariant($"{FftSize}"), $"The length of a frame must be {FeatureBounds.FftSizeAllowed}.");
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(HopLength, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(HopLength, FeatureBounds.HopLength);
        ArgumentOutOfRangeException.ThrowIfLessThan(MelBands, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(FeatureBounds.MelWeightsOf(MelBands, FftSize), FeatureBounds.MelWeights, nameof(MelBands));
        ArgumentOutOfRangeException.ThrowIfLessThan(ChunkLength, FftSize);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ChunkLength, FeatureBounds.ChunkLength);
        ArgumentOutOfRangeException.ThrowIfLessThan(Frames, 1, nameof(HopLength));
        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)Frames * MelBands, Array.MaxLength, nameof(ChunkLength));
    }
}
