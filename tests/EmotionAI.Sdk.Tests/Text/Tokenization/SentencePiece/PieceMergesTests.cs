using EmotionAI.Text.Tokenization.SentencePiece;

namespace EmotionAI.Tests.Text.Tokenization.SentencePiece;

public sealed class PieceMergesTests
{
    [Fact]
    public void Derive_Pieces_GivesTheMergesOfTransformers()
    {
        (string Piece, float Score)[] pieces =
        [
            ("<unk>", 0), ("ab", -1), ("abc", -2), ("bc", -2), ("abcd", -2), ("cd", -3), ("a😀", -3), ("😀b", -3), ("a😀b", -3), ("aa", -3), ("aaa", -4), ("a", -5), ("b", -6), ("c", -7), ("d", -8), ("😀", -9),
        ];
        var merges = PieceMerges.Derive(Parse(pieces));

        Assert.Equal(
            ["a b", "abc d", "ab cd", "ab c", "a bc", "b c", "a😀 b", "a 😀b", "c d", "a 😀", "😀 b", "a a", "aa a", "a aa"],
            Enumerable.Range(0, merges.Count).Select(rank => $"{merges.LeftOf(rank)} {merges.RightOf(rank)}"));
    }

    [Fact]
    public void Derive_PieceThatTakesTooLong_IsRefused()
    {
        var thrown = Assert.Throws<EmotionAIException>(() => PieceMerges.Derive(Parse([("<unk>", 0), (new string('a', PieceMerges.LongestPiece + 1), 0)])));

        Assert.Equal((EmotionErrorCodes.LimitExceeded, "pieces"), (thrown.Code, thrown.Key));
        Assert.Contains("257 UTF-16 units", thrown.Message, StringComparison.Ordinal);
    }

    private static SentencePieceModel Parse((string Piece, float Score)[] pieces) =>
        SentencePieceModelFile.Parse(ModelBytes.Of(pieces.Select(piece => ModelBytes.Piece(piece.Piece, piece.Score))), "spiece.model", EmotionLimits.Default);
}
