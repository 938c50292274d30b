namespace EmotionAI.Text.Tokenization.SentencePiece;

/// <summary>Is a piece of a SentencePiece model.</summary>
/// <param name="Text">Its text, valid UTF-8 and not empty.</param>
/// <param name="Score">Its score, finite.</param>
/// <param name="Kind">What it is.</param>
internal readonly record struct SentencePiece(ReadOnlyMemory<byte> Text, float Score, PieceKind Kind);
