namespace EmotionAI.Text.Tokenization.Normalization;

/// <summary>Is <c>Sequence</c>: normalizers one after the other.</summary>
internal sealed class NormalizerSequence(INormalizer[] normalizers) : INormalizer
{
    public int Growth { get; } = normalizers.Aggregate(1, (growth, normalizer) => (int)Math.Min(int.MaxValue, (long)growth * normalizer.Growth));

    public void Normalize(NormalizedText text)
    {
        foreach (var normalizer in normalizers)
        {
            normalizer.Normalize(text);
        }
    }
}
