namespace EmotionAI.Text.Tokenization.SentencePiece;

/// <summary>Holds what the file of a SentencePiece model says, as far as it changes ids.</summary>
internal sealed class SentencePieceModel
{
    /// <summary>Gets the file.</summary>
    public required string Path { get; init; }

    /// <summary>Gets the pieces in the order of their ids; one or more.</summary>
    public required IReadOnlyList<SentencePiece> Pieces { get; init; }

    /// <summary>Gets how it splits.</summary>
    public SentencePieceKind Kind { get; init; }

    /// <summary>Gets the id of what is no piece, one of <see cref="Pieces"/>.</summary>
    public int UnknownId { get; init; }

    /// <summary>Gets the name of what is no piece.</summary>
    public string UnknownPiece { get; init; } = "<unk>";

    /// <summary>Gets whether unknown characters are written as bytes.</summary>
    public bool ByteFallback { get; init; }

    /// <summary>Gets the precompiled character map; empty where text is not changed.</summary>
    public ReadOnlyMemory<byte> CharacterMap { get; init; }

    /// <summary>Gets whether a blank is put before a text.</summary>
    public bool AddDummyPrefix { get; init; } = true;

    /// <summary>Gets whether blanks are removed at both ends, and joined inside.</summary>
    public bool RemoveExtraWhitespaces { get; init; } = true;

    /// <summary>Gets whether blanks are written as U+2581.</summary>
    public bool EscapeWhitespaces { get; init; } = true;
}
