using System.Numerics.Tensors;

namespace EmotionAI.Audio.Features;

/// <summary>Sets up <see cref="AstFeatures"/>, as <c>preprocessor_config.json</c> of an AST model does; the defaults are those of <c>ASTFeatureExtractor</c>.</summary>
internal sealed record AstFeatureOptions
{
    public int SampleRate { get; init; } = 16_000;

    public int MelBands { get; init; } = 128;

    /// <summary>Gets the number of frames, whatever the length of the clip (<c>max_length</c>).</summary>
    public int Frames { get; init; } = 1_024;

    /// <summary>Gets whether <see cref="Mean"/> and <see cref="Deviation"/> are used (<c>do_normalize</c>).</summary>
    public bool Normalizes { get; init; } = true;

    public float Mean { get; init; } = -4.2677393f;

    public float Deviation { get; init; } = 4.5689974f;
}

/// <summary>Computes what Audio Spectrogram Transformers read, <c>[frames, mels]</c> of one size; follows <c>ASTFeatureExtractor</c> of transformers.</summary>
/// <remarks>Safe for concurrent use. A clip shorter than a frame, which the reference refuses, gives padding only.</remarks>
internal sealed class AstFeatures : IAudioFeatures
{
    private readonly AstFeatureOptions _options;
    private readonly KaldiFbank _fbank;

    /// <summary>Prepares the filter bank.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value of the options is outside its range.</exception>
    public AstFeatures(AstFeatureOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Frames, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)options.Frames * options.MelBands, FeatureBounds.ChunkValues, nameof(options));
        _options = options;
        _fbank = new KaldiFbank(new KaldiFbankOptions { SampleRate = options.SampleRate, MelBands = options.MelBands, Window = "hanning" });
    }

    public int SampleRate => _fbank.SampleRate;

    /// <summary>Gets the number of samples of one frame: shorter clips are to be extended.</summary>
    public int FrameLength => _fbank.WindowLength;

    /// <summary>Gets the number of samples of all frames: longer clips are cut.</summary>
    public int LongestInput => (int)Math.Min(int.MaxValue, _fbank.SamplesOf(_options.Frames));

    public (int Second, int Third) Shape(int sampleCount) => (_options.Frames, _options.MelBands);

    public void Compute(ReadOnlySpan<float> samples, Span<float> features)
    {
        features = features[..(_options.Frames * _options.MelBands)];
        var frames = Math.Min(_options.Frames, _fbank.FrameCount(samples.Length));
        _fbank.Compute(samples, frames, features);

        // What is padded is zero before it is normalized.
        features[(frames * _options.MelBands)..].Clear();
        if (_options.Normalizes)
        {
            TensorPrimitives.Subtract(features, _options.Mean, features);
            TensorPrimitives.Divide(features, 2 * _options.Deviation, features);
        }
    }
}
