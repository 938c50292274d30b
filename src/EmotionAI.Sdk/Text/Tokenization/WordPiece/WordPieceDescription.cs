namespace EmotionAI.Text.Tokenization.WordPiece;

/// <summary>Describes a <c>WordPiece</c> model.</summary>
internal sealed record WordPieceDescription : ModelDescription
{
    public string UnknownToken { get; init; } = "[UNK]";

    public string ContinuingSubwordPrefix { get; init; } = "##";

    public int MaxInputCharsPerWord { get; init; } = 100;

    public override ITokenModel Build(Vocabulary vocabulary, string path) => vocabulary.IdOf(UnknownToken) is { } unknown
        ? new WordPieceModel(vocabulary, ContinuingSubwordPrefix, unknown, MaxInputCharsPerWord)
        : throw new EmotionAIException(EmotionErrorCodes.FormatInvalid, $"'{Path.GetFileName(path)}' has no token '{UnknownToken}', which the tokenizer needs.", path);
}
