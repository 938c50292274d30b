using System.Text;
using EmotionAI.Text.Tokenization.BytePair;

namespace EmotionAI.Text.Tokenization.SentencePiece;

/// <summary>Finds the merges that a SentencePiece model of byte pairs does not write down: every two pieces that are a third, the best score first; follows <c>SentencePieceExtractor</c> of transformers.</summary>
internal static class PieceMerges
{
    /// <summary>The longest piece that is taken apart, in UTF-16 units: the work grows with its square.</summary>
    public const int LongestPiece = 256;

    /// <exception cref="EmotionAIException">A piece is too long.</exception>
    public static MergeList Derive(SentencePieceModel model)
    {
        var pieces = new PieceVocabulary(model);
        pieces.AddPieces();
        var vocabulary = pieces.Vocabulary;
        if (vocabulary.LongestToken > LongestPiece)
        {
            throw new EmotionAIException(EmotionErrorCodes.LimitExceeded, Invariant($"'{Path.GetFileName(model.Path)}', pieces: found one of {vocabulary.LongestToken} UTF-16 units; allowed: up to {LongestPiece} in a model of byte pairs."), model.Path) { Key = "pieces" };
        }

        List<Merge> merges = [];
        var scores = pieces.Scores;
        for (var entry = 0; entry < vocabulary.Count; entry++)
        {
            Split(vocabulary, entry, scores[vocabulary.IdAt(entry)], merges);
        }

        var list = new MergeList();
        foreach (var merge in merges.Order())
        {
            var piece = vocabulary.TokenAt(merge.Entry);
            list.Add(piece[..merge.Middle], piece[merge.Middle..]);
        }

        return list;
    }

    private static void Split(Vocabulary vocabulary, int entry, double score, List<Merge> merges)
    {
        var piece = vocabulary.TokenAt(entry);
        var (left, length) = (0, CodePoints(piece));
        for (int middle = 0, step; middle < piece.Length; middle += step)
        {
            if (middle > 0 && vocabulary.Find(piece[..middle]) is >= 0 and var first && vocabulary.Find(piece[middle..]) is >= 0 and var second)
            {
                merges.Add(new Merge(score, left, length - left, entry, first, second, middle));
            }

            step = char.IsHighSurrogate(piece[middle]) ? 2 : 1;
            left++;
        }
    }

    private static int CodePoints(ReadOnlySpan<char> text)
    {
        var count = text.Length;
        foreach (var unit in text)
        {
            count -= char.IsLowSurrogate(unit) ? 1 : 0;
        }

        return count;
    }

    /// <summary>Is a piece taken apart.</summary>
    /// <param name="Score">The score of the piece: higher ones first.</param>
    /// <param name="Left">The code points of its first part: more first.</param>
    /// <param name="Right">The code points of its second part: more first.</param>
    /// <param name="Entry">The piece, in the order of the model.</param>
    /// <param name="First">The id of its first part.</param>
    /// <param name="Second">The id of its second part.</param>
    /// <param name="Middle">Where it is taken apart, in UTF-16 units.</param>
    private readonly record struct Merge(double Score, int Left, int Right, int Entry, int First, int Second, int Middle) : IComparable<Merge>
    {
        public int CompareTo(Merge other) =>
            (-Score, -Left, -Right, Entry, First, Second).CompareTo((-other.Score, -other.Left, -other.Right, other.Entry, other.First, other.Second));
    }
}
