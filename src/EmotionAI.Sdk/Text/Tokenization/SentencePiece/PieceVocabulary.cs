using System.Text;
using EmotionAI.Text.Tokenization.Unigram;

namespace EmotionAI.Text.Tokenization.SentencePiece;

/// <summary>Collects tokens with their scores; each has the next id.</summary>
/// <param name="model">The model whose pieces are added.</param>
internal sealed class PieceVocabulary(SentencePieceModel model)
{
    private const int FirstUnits = 256;

    private readonly List<double> _scores = [];
    private char[] _units = new char[FirstUnits];

    /// <summary>Gets the tokens.</summary>
    public Vocabulary Vocabulary { get; } = new();

    /// <summary>Gets the scores by id.</summary>
    public double[] Scores => [.. _scores];

    public void Add(ReadOnlySpan<char> token, double score = 0)
    {
        Vocabulary.Add(token, _scores.Count);
        _scores.Add(score);
    }

    /// <summary>Adds the pieces of the model, but for the first ones.</summary>
    public void AddPieces(int skipped = 0)
    {
        for (var id = skipped; id < model.Pieces.Count; id++)
        {
            var bytes = model.Pieces[id].Text.Span;
            if (bytes.Length > _units.Length)
            {
                _units = new char[bytes.Length * 2];
            }

            // As a number of 64 bits, as the reference writes it.
            Add(_units.AsSpan(0, Encoding.UTF8.GetChars(bytes, _units)), model.Pieces[id].Score);
        }
    }

    /// <summary>Describes a Unigram model of the tokens.</summary>
    public UnigramDescription Describe(int unknownId) => new() { Scores = Scores, UnknownId = unknownId };
}
