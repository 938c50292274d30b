using System.Buffers;

namespace EmotionAI.Audio.Dsp;

/// <summary>Holds mono samples, in pooled memory where they had to be computed. Dispose it once.</summary>
internal readonly struct MonoSamples : IDisposable
{
    private readonly ReadOnlyMemory<float> _samples;
    private readonly float[]? _pooled;

    public MonoSamples(ReadOnlyMemory<float> samples) => _samples = samples;

    public MonoSamples(float[] pooled, int length)
    {
        _pooled = pooled;
        _samples = pooled.AsMemory(0, length);
    }

    public ReadOnlySpan<float> Samples => _samples.Span;

    public void Dispose()
    {
        if (_pooled is not null)
        {
            ArrayPool<float>.Shared.Return(_pooled);
        }
    }
}
