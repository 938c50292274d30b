using EmotionAI.Bundles;
using EmotionAI.Text.Tokenization.BytePair;
using EmotionAI.Text.Tokenization.Decoding;
using EmotionAI.Text.Tokenization.Normalization;
using EmotionAI.Text.Tokenization.Patterns;
using EmotionAI.Text.Tokenization.PreTokenization;

namespace EmotionAI.Text.Tokenization.SentencePiece;

/// <summary>Turns the bare SentencePiece model of a folder into a tokenizer, as the classes of transformers do: XLM-RoBERTa, CamemBERT and ALBERT of 5.23, DeBERTa-v2 of 4.57, which its published weights were trained with.</summary>
internal static class SentencePieceFolder
{
    private const char Blank = '\u2581';
    private const int PiecesOfXlmRoberta = 3;
    private const int PiecesOfCamembert = 1;
    private const int UnknownOfRoberta = 3;

    /// <summary>Gets the names of the model's file, in the order in which they are looked for.</summary>
    public static IReadOnlyList<string> FileNames { get; } = ["sentencepiece.bpe.model", "spiece.model", "spm.model"];

    /// <summary>Finds the model of a folder; null where there is none.</summary>
    public static string? Find(string directory) => FileNames.Select(name => Path.Combine(directory, name)).FirstOrDefault(File.Exists);

    /// <summary>Reads a model and converts it.</summary>
    /// <param name="path">The model's file.</param>
    /// <param name="family">The class of the tokenizer.</param>
    /// <param name="settings">What tokenizer_config.json says.</param>
    /// <param name="limits">The bounds.</param>
    /// <exception cref="EmotionAIException">The file is beyond the limits or not valid.</exception>
    public static TokenizerDefinition Read(string path, SentencePieceFamily family, ConversionSettings settings, EmotionLimits limits)
    {
        var model = SentencePieceModelFile.Read(path, limits);
        var (vocabulary, unknownId) = Number(model, family);
        var blanks = new MetaspacePreTokenizer(Blank, PrependScheme.Always, splits: true);
        var definition = new TokenizerDefinition
        {
            VocabularyPath = path,
            Vocabulary = vocabulary.Vocabulary,
            Model = model.Kind == SentencePieceKind.Unigram ? vocabulary.Describe(unknownId) : DescribeBytePairs(model),
            Normalizer = Normalizer(model, family, settings),
            PreTokenizer = PreTokenizer(family, settings, blanks),
            Decoder = new MetaspaceDecoder(blanks),
        };
        AddTokens(definition, model, family);
        AddRemarks(definition, model, family);
        return definition;
    }

    /// <summary>Gives the tokens their ids.</summary>
    private static (PieceVocabulary Vocabulary, int UnknownId) Number(SentencePieceModel model, SentencePieceFamily family)
    {
        var vocabulary = new PieceVocabulary(model);
        switch (family)
        {
            case SentencePieceFamily.XlmRoberta:
                foreach (var token in (string[])["<s>", "<pad>", "</s>", "<unk>"])
                {
                    vocabulary.Add(token);
                }

                vocabulary.AddPieces(PiecesOfXlmRoberta);
                vocabulary.Add("<mask>");
                return (vocabulary, UnknownOfRoberta);
            case SentencePieceFamily.Camembert:
                foreach (var token in (string[])["<s>NOTUSED", "<pad>", "</s>NOTUSED", "<unk>"])
                {
                    vocabulary.Add(token);
                }

                vocabulary.Add("<unk>NOTUSED", -100);
                vocabulary.AddPieces(PiecesOfCamembert);
                vocabulary.Add("<mask>");
                return (vocabulary, UnknownOfRoberta);
            default:
                vocabulary.AddPieces();
                return (vocabulary, model.UnknownId);
        }
    }

    private static BytePairDescription DescribeBytePairs(SentencePieceModel model) => new()
    {
        Merges = PieceMerges.Derive(model),
        UnknownToken = model.UnknownPiece,
        FusesUnknown = true,
    };

    private static INormalizer? Normalizer(SentencePieceModel model, SentencePieceFamily family, ConversionSettings settings)
    {
        List<INormalizer> normalizers = [];
        if (family == SentencePieceFamily.Albert)
        {
            normalizers.AddRange([new ReplaceNormalizer(new LiteralPattern("``"), "\""), new ReplaceNormalizer(new LiteralPattern("''"), "\"")]);
            if (settings.KeepAccents is not true)
            {
                normalizers.AddRange([UnicodeNormalizer.For(UnicodeForm.Nfkd), new StripAccentsNormalizer()]);
            }
        }

        if (family == SentencePieceFamily.Albert ? settings.Lowercase is not false : family == SentencePieceFamily.DebertaV2 && settings.Lowercase is true)
        {
            normalizers.Add(LowercaseNormalizer.Instance);
        }

        if (family == SentencePieceFamily.DebertaV2)
        {
            normalizers.Add(new StripNormalizer(left: true, right: true));
        }

        if (!model.CharacterMap.IsEmpty)
        {
            normalizers.Add(new PrecompiledNormalizer(PrecompiledMap.Parse(model.CharacterMap.Span, model.Path, "normalizer_spec.precompiled_charsmap")));
        }

        if (family == SentencePieceFamily.DebertaV2)
        {
            normalizers.Add(new ReplaceNormalizer(new WhiteSpacePattern(blanksOnly: true), " "));
        }

        return normalizers.Count switch
        {
            0 => null,
            1 => normalizers[0],
            _ => new NormalizerSequence([.. normalizers]),
        };
    }

    private static IPreTokenizer PreTokenizer(SentencePieceFamily family, ConversionSettings settings, MetaspacePreTokenizer blanks) => family switch
    {
        SentencePieceFamily.DebertaV2 when settings.SplitByPunctuation is true => new PreTokenizerSequence([CharacterSplit.Punctuation(SplitBehavior.Isolated), blanks]),
        SentencePieceFamily.DebertaV2 => blanks,
        _ => new PreTokenizerSequence([CharacterSplit.WhiteSpace(), blanks]),
    };

    /// <summary>Adds the tokens that are looked for in the text; those that transformers names by their role come later.</summary>
    private static void AddTokens(TokenizerDefinition definition, SentencePieceModel model, SentencePieceFamily family)
    {
        foreach (var piece in model.Pieces.Where(piece => piece.Kind is PieceKind.Control or PieceKind.UserDefined))
        {
            var content = System.Text.Encoding.UTF8.GetString(piece.Text.Span);
            if (definition.Vocabulary.Contains(content))
            {
                definition.Add(new AddedToken { Content = content, Id = AddedToken.NoId, IsSpecial = piece.Kind == PieceKind.Control }, model.Path);
            }
        }

        if (family == SentencePieceFamily.DebertaV2)
        {
            // Its class describes the first with other settings than those of all special tokens, and the second is in no model.
            definition.Add(new AddedToken { Content = "[UNK]", Id = AddedToken.NoId, IsSpecial = true, Normalized = true }, model.Path);
            definition.Add(new AddedToken { Content = "[MASK]", Id = AddedToken.NoId, IsSpecial = true }, model.Path);
        }
    }

    private static void AddRemarks(TokenizerDefinition definition, SentencePieceModel model, SentencePieceFamily family)
    {
        if (model.ByteFallback)
        {
            definition.Remarks.Add(new(BundleProblemCodes.ValueOverridden, model.Path, "trainer_spec.byte_fallback", "true", "false, as transformers converts the model: what it does not know is one unknown token"));
        }

        if (family == SentencePieceFamily.DebertaV2 && !model.CharacterMap.IsEmpty)
        {
            definition.Remarks.Add(new(BundleProblemCodes.ValuesDisagree, model.Path, "normalizer_spec.precompiled_charsmap", "a character map", "it is applied, as transformers 4.57 does and the published weights were trained with; 5.x drops it: put the tokenizer.json beside it that the model was trained with"));
        }
    }
}
