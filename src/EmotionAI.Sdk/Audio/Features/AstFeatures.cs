using System.Numerics.Tensors;

namespace EmotionAI.Audio.Features;

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
