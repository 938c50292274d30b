namespace EmotionAI.Text.Tokenization.PreTokenization;

/// <summary>Is <c>Sequence</c>: pre-tokenizers one after the other.</summary>
internal sealed class PreTokenizerSequence(IPreTokenizer[] preTokenizers) : IPreTokenizer
{
    public IReadOnlyList<IPreTokenizer> PreTokenizers => preTokenizers;

    public int Growth { get; } = preTokenizers.Aggregate(1, (growth, preTokenizer) => (int)Math.Min(int.MaxValue, (long)growth * preTokenizer.Growth));

    public bool NeedsAlignment { get; } = preTokenizers.Any(preTokenizer => preTokenizer.NeedsAlignment);

    public void Split(NormalizedText text, PieceList pieces)
    {
        foreach (var preTokenizer in preTokenizers)
        {
            preTokenizer.Split(text, pieces);
        }
    }
}
