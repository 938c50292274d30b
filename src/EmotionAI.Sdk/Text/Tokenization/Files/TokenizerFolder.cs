using System.Text.Json;
using EmotionAI.Text.Tokenization.Decoding;
using EmotionAI.Text.Tokenization.SentencePiece;
using EmotionAI.Text.Tokenization.WordPiece;

namespace EmotionAI.Text.Tokenization.Files;

/// <summary>Reads the tokenizer of a model folder.</summary>
internal static class TokenizerFolder
{
    /// <exception cref="EmotionAIException">There is no tokenizer, it is not valid, or it is of an unsupported kind.</exception>
    public static TokenizerDefinition Read(string directory, EmotionLimits limits)
    {
        using var config = TokenizerConfig.Open(directory, limits);
        var root = config.RootElement;
        var family = TokenizerConfig.FindFamily(directory, root, limits);
        var definition = ReadVocabulary(directory, root, family, limits);
        TokenizerConfig.Apply(directory, root, family, definition, limits);
        if (!definition.IsComplete)
        {
            Complete(definition, family);
        }

        Check(definition);
        return definition;
    }

    private static TokenizerDefinition ReadVocabulary(string directory, JsonElement config, TokenizerFamily family, EmotionLimits limits)
    {
        var json = Path.Combine(directory, TokenizerJson.Name);
        if (File.Exists(json))
        {
            return TokenizerJson.Read(json, limits);
        }

        if (family.Pieces is { } pieces && SentencePieceFolder.Find(directory) is { } model)
        {
            return SentencePieceFolder.Read(model, pieces, ConversionSettings.Read(config, Path.Combine(directory, TokenizerConfig.Name)), limits);
        }

        if (File.Exists(Path.Combine(directory, BytePairFiles.VocabularyName)) && File.Exists(Path.Combine(directory, BytePairFiles.MergesName)))
        {
            return BytePairFiles.Read(directory, limits);
        }

        var words = Path.Combine(directory, VocabularyFile.Name);
        return File.Exists(words)
            ? new TokenizerDefinition { VocabularyPath = words, Vocabulary = VocabularyFile.Read(words, limits), Model = new WordPieceDescription(), Decoder = new WordPieceDecoder("##", cleansUp: true) }
            : throw new EmotionAIException(
                EmotionErrorCodes.FileMissing,
                $"There is no tokenizer: neither '{TokenizerJson.Name}' nor '{VocabularyFile.Name}', nor '{BytePairFiles.VocabularyName}' with '{BytePairFiles.MergesName}', nor a SentencePiece model of a class that takes one is in the folder.",
                words);
    }

    /// <summary>Gives a bare vocabulary what its class has: the special tokens around a text, and the one for what is unknown.</summary>
    private static void Complete(TokenizerDefinition definition, TokenizerFamily family)
    {
        if (definition.Model is WordPieceDescription words)
        {
            definition.Model = words with { UnknownToken = definition.Roles.Unknown ?? words.UnknownToken };
        }

        if (family.Kind == TokenizerKind.Bert || family.AddsSpecialTokens)
        {
            definition.Template = new TokenTemplate([IdOf(definition, definition.Roles.Classifier!)], [IdOf(definition, definition.Roles.Separator!)]);
        }
    }

    private static int IdOf(TokenizerDefinition definition, string token) => definition.IdOf(token)
        ?? throw new EmotionAIException(EmotionErrorCodes.FormatInvalid, $"'{Path.GetFileName(definition.VocabularyPath)}' has no token '{token}', which the tokenizer needs.", definition.VocabularyPath);

    private static void Check(TokenizerDefinition definition)
    {
        if (definition.AddedTokens.Values.FirstOrDefault(token => token.Id >= TokenizerJson.LargestId) is { } far)
        {
            throw new EmotionAIException(EmotionErrorCodes.FormatInvalid, Invariant($"The added token '{far.Content}' has the id {far.Id}; 0 to {TokenizerJson.LargestId - 1} are allowed."), definition.VocabularyPath);
        }
    }
}
