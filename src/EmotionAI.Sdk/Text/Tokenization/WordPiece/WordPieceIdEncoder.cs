using EmotionAI.Text.Tokenization.Normalization;

namespace EmotionAI.Text.Tokenization.WordPiece;

/// <summary>Encodes with BERT's normalizer and pre-tokenizer and WordPiece.</summary>
internal sealed class WordPieceIdEncoder(BertNormalizerOptions options, WordPieceModel model) : IIdEncoder
{
    private readonly BertCharacters _characters = BertCharacters.For(options);

    public bool Takes(ReadOnlySpan<char> text) => true;

    public void Encode(ReadOnlySpan<char> text, ref TokenIdWriter ids)
    {
        var encoder = new WordPieceEncoder(_characters, model, ids.Rest);
        encoder.Encode(text);
        ids.Advance(encoder.Count, encoder.IsFull);
    }
}
