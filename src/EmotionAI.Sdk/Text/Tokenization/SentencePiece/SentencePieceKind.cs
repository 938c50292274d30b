namespace EmotionAI.Text.Tokenization.SentencePiece;

/// <summary>Says how a SentencePiece model splits; the numbers are those of its file.</summary>
internal enum SentencePieceKind
{
    Unigram = 1,
    BytePair = 2,
    Word = 3,
    Character = 4,
}
