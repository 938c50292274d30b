namespace EmotionAI.Text.Tokenization.SentencePiece;

/// <summary>Says what a piece of a SentencePiece model is; the numbers are those of its file.</summary>
internal enum PieceKind
{
    Normal = 1,
    Unknown = 2,

    /// <summary>A token that no text has, such as the one that begins it.</summary>
    Control = 3,

    /// <summary>A token that is looked for in the text before it is split.</summary>
    UserDefined = 4,
    Unused = 5,

    /// <summary>One of the 256 bytes that unknown characters are written with.</summary>
    Byte = 6,
}
