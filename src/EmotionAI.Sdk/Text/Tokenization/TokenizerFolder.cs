namespace EmotionAI.Text.Tokenization;

/// <summary>Reads the tokenizer of a model folder.</summary>
internal static class TokenizerFolder
{
    /// <exception cref="EmotionAIException">There is no tokenizer, it is not valid, or it is of an unsupported kind.</exception>
    public static TokenizerDefinition Read(string directory, EmotionLimits limits)
    {
        var json = Path.Combine(directory, TokenizerJson.Name);
        var vocabulary = Path.Combine(directory, VocabularyFile.Name);
        TokenizerDefinition definition;
        if (File.Exists(json))
        {
            definition = TokenizerJson.Read(json, limits);
        }
        else if (File.Exists(vocabulary))
        {
            definition = new TokenizerDefinition { VocabularyPath = vocabulary, Vocabulary = VocabularyFile.Read(vocabulary, limits) };
        }
        else
        {
            throw new EmotionAIException(EmotionErrorCodes.FileMissing, $"There is no tokenizer: neither '{TokenizerJson.Name}' nor '{VocabularyFile.Name}' is in the folder.", vocabulary);
        }

        TokenizerConfig.Apply(directory, definition, limits);
        Check(definition);
        return definition;
    }

    private static void Check(TokenizerDefinition definition)
    {
        if (definition.AddedTokens.Values.FirstOrDefault(token => token.Id >= TokenizerJson.LargestId) is { } far)
        {
            throw new EmotionAIException(EmotionErrorCodes.FormatInvalid, Invariant($"The added token '{far.Content}' has the id {far.Id}; 0 to {TokenizerJson.LargestId - 1} are allowed."), definition.VocabularyPath);
        }

        foreach (var token in definition.AddsSpecialTokens ? (string[])[definition.UnknownToken, definition.ClassifierToken, definition.SeparatorToken] : [definition.UnknownToken])
        {
            if (definition.IdOf(token) is null)
            {
                throw new EmotionAIException(EmotionErrorCodes.FormatInvalid, $"'{Path.GetFileName(definition.VocabularyPath)}' has no token '{token}', which the tokenizer needs.", definition.VocabularyPath);
            }
        }
    }
}
