namespace EmotionAI.Text.Tokenization;

/// <summary>Turns a piece of a text into tokens: WordPiece, byte pairs or Unigram.</summary>
/// <remarks>Immutable, safe for concurrent use, and without memory of the pieces it was given.</remarks>
internal interface ITokenModel
{
    /// <summary>Gets the most tokens that one UTF-16 unit may become; 1 or more.</summary>
    int TokensPerUnit { get; }

    /// <summary>Gets the id of what the model does not know; null where it has none.</summary>
    int? UnknownId { get; }

    /// <summary>Adds the tokens of a piece.</summary>
    /// <param name="piece">The piece, valid UTF-16 and not empty.</param>
    /// <param name="tokens">Receives the tokens; their positions count from the beginning of the piece, in UTF-16 units.</param>
    void Tokenize(ReadOnlySpan<char> piece, TokenBuffer tokens);
}
