using System.Buffers;
using EmotionAI.Audio.Features;

namespace EmotionAI.Audio;

/// <summary>Holds the features of one clip in pooled memory until its batch has run.</summary>
internal sealed class ClipFeatures : IDisposable
{
    private readonly float[] _values;

    private ClipFeatures(float[] values, (int Second, int Third) shape, bool isTruncated)
    {
        _values = values;
        Shape = shape;
        IsTruncated = isTruncated;
    }

    /// <summary>Gets the two dimensions after the batch.</summary>
    public (int Second, int Third) Shape { get; }

    public int Length => Shape.Second * Shape.Third;

    public bool IsTruncated { get; }

    public ReadOnlyMemory<float> Memory => _values.AsMemory(0, Length);

    public ReadOnlySpan<float> Values => Memory.Span;

    /// <summary>Computes what a model reads from mono samples at its rate: cut to its window, extended to its shortest input.</summary>
    /// <exception cref="EmotionAIException">The features would take more memory than is allowed.</exception>
    public static ClipFeatures Compute(AudioModel model, ReadOnlySpan<float> samples)
    {
        var isTruncated = samples.Length > model.MaxSamples;
        if (isTruncated)
        {
            samples = samples[..model.MaxSamples!.Value];
        }

        return samples.Length >= model.MinSamples ? Compute(model, samples, isTruncated) : ComputeExtended(model, samples);
    }

    public void Dispose() => ArrayPool<float>.Shared.Return(_values);

    private static ClipFeatures ComputeExtended(AudioModel model, ReadOnlySpan<float> samples)
    {
        var extended = new float[model.MinSamples];
        samples.CopyTo(extended);
        return Compute(model, extended, isTruncated: false);
    }

    private static ClipFeatures Compute(AudioModel model, ReadOnlySpan<float> samples, bool isTruncated)
    {
        var shape = model.Features.Shape(samples.Length);
        if ((long)shape.Second * shape.Third > FeatureBounds.ClipValues)
        {
            throw new EmotionAIException(EmotionErrorCodes.LimitExceeded, Invariant($"The clip gives {shape.Second} × {shape.Third} features; at most {FeatureBounds.ClipValues} are allowed."));
        }

        var features = new ClipFeatures(ArrayPool<float>.Shared.Rent(shape.Second * shape.Third), shape, isTruncated);
        model.Features.Compute(samples, features._values.AsSpan(0, features.Length));
        return features;
    }
}
