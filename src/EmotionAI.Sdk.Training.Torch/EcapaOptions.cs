using EmotionAI.Audio;

namespace EmotionAI.Training.Torch;

/// <summary>Sets up an <see cref="EcapaTrainer"/>.</summary>
public sealed class EcapaOptions : TorchTrainingOptions
{
    /// <summary>Sets the usual values: SpeechBrain's recipe, in the size that a few thousand clips fill.</summary>
    public EcapaOptions()
    {
        (LearningRate, Epochs, BatchSize, WarmUpShare, WeightDecay, ClipNorm) = (1e-3, 30, 16, 0.3, 2e-6, 5);
    }

    /// <summary>Gets or sets the width of the blocks; the last one, which sees them all, is three times as wide. A multiple of 8.</summary>
    /// <value>The default value is 192; SpeechBrain's own is 512, or 1024.</value>
    public int Channels { get; set; } = 192;

    /// <summary>Gets or sets the width of the attention over time.</summary>
    /// <value>The default value is 64.</value>
    public int AttentionChannels { get; set; } = 64;

    /// <summary>Gets or sets the width of the embedding.</summary>
    /// <value>The default value is 96.</value>
    public int EmbeddingSize { get; set; } = 96;

    /// <summary>Gets or sets the number of mel bands.</summary>
    /// <value>The default value is 80.</value>
    public int MelBands { get; set; } = 80;

    /// <summary>Gets or sets the margin of the additive-margin softmax: by how much the cosine of the right label has to be above the others.</summary>
    /// <value>The default value is 0.2.</value>
    public double Margin { get; set; } = 0.2;

    /// <summary>Gets or sets by what cosines are multiplied before the softmax, in training and in the exported model (<c>score_scale</c>).</summary>
    /// <value>The default value is 30.</value>
    public double Scale { get; set; } = 30;

    /// <summary>Gets or sets the longest piece of a clip that a step reads; where it is in the clip is random.</summary>
    /// <value>The default value is 3 seconds.</value>
    public TimeSpan CropLength { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>Gets or sets the share of clips to which white noise is added.</summary>
    /// <value>The default value is 0.5.</value>
    public double NoiseShare { get; set; } = 0.5;

    /// <summary>Gets or sets the loudest noise, as a signal-to-noise ratio in dB; the softest is 20 dB above.</summary>
    /// <value>The default value is 10.</value>
    public double NoiseDecibels { get; set; } = 10;

    /// <summary>Gets or sets how many stretches of time, of up to a tenth of the piece each, are blanked.</summary>
    /// <value>The default value is 2.</value>
    public int TimeDrops { get; set; } = 2;

    /// <summary>Gets or sets how many stretches of frequency, of up to a tenth of the bands each, are blanked.</summary>
    /// <value>The default value is 2.</value>
    public int FrequencyDrops { get; set; } = 2;

    /// <summary>Gets or sets the decoders of more formats; they are asked before the built-in ones, in this order.</summary>
    /// <value>The default value is none: WAV, FLAC, AIFF, AU and CAF are built in; <c>AudioCodecs.All</c> of <c>EmotionAI.Sdk.Codecs</c> adds MP3, Ogg and WebM.</value>
    public IList<IAudioDecoder> Decoders { get; set; } = [];

    internal override void Validate()
    {
        base.Validate();
        ArgumentNullException.ThrowIfNull(Decoders);
        Require(nameof(Channels), Channels, Channels is >= 8 and <= 4_096 && Channels % 8 == 0, "a multiple of 8 up to 4096");
        Require(nameof(AttentionChannels), AttentionChannels, AttentionChannels is >= 1 and <= 4_096, "1 to 4096");
        Require(nameof(EmbeddingSize), EmbeddingSize, EmbeddingSize is >= 2 and <= 4_096, "2 to 4096");
        Require(nameof(MelBands), MelBands, MelBands is >= 8 and <= 128, "8 to 128");
        Require(nameof(Margin), Margin, Margin is >= 0 and < 1, "0 to below 1");
        Require(nameof(Scale), Scale, Scale is > 0 and <= 1_000, "above 0 to 1000");
        Require(nameof(CropLength), CropLength.TotalSeconds, CropLength.TotalSeconds is >= 0.2 and <= 60, "0.2 s to 60 s");
        Require(nameof(NoiseShare), NoiseShare, NoiseShare is >= 0 and <= 1, "0 to 1");
        Require(nameof(NoiseDecibels), NoiseDecibels, NoiseDecibels is >= -20 and <= 100, "-20 to 100");
        Require(nameof(TimeDrops), TimeDrops, TimeDrops is >= 0 and <= 100, "0 to 100");
        Require(nameof(FrequencyDrops), FrequencyDrops, FrequencyDrops is >= 0 and <= 100, "0 to 100");
    }

    internal override IEnumerable<string> Describe() =>
    [
        .. base.Describe(), Invariant($"channels {Channels}"), Invariant($"attention_channels {AttentionChannels}"), Invariant($"embedding_size {EmbeddingSize}"), Invariant($"mel_bands {MelBands}"),
        Invariant($"margin {Margin:R}"), Invariant($"scale {Scale:R}"), Invariant($"crop_seconds {CropLength.TotalSeconds:R}"), Invariant($"noise_share {NoiseShare:R}"), Invariant($"noise_decibels {NoiseDecibels:R}"),
        Invariant($"time_drops {TimeDrops}"), Invariant($"frequency_drops {FrequencyDrops}"),
    ];
}
