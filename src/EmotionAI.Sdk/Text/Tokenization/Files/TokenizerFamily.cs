using EmotionAI.Text.Tokenization.SentencePiece;

namespace EmotionAI.Text.Tokenization.Files;

/// <summary>Describes classes of tokenizers that transformers knows: what they do with settings, and the special tokens that they have where the files name none.</summary>
internal sealed record TokenizerFamily
{
    private const string Suffix = "Fast";

    private static readonly TokenizerFamily[] All =
    [
        new()
        {
            Kind = TokenizerKind.Bert,
            Classes = ["BertTokenizer", "DistilBertTokenizer", "ElectraTokenizer", "MobileBertTokenizer", "ConvBertTokenizer", "FunnelTokenizer", "LayoutLMTokenizer", "RetriBertTokenizer"],
            ModelTypes = ["bert", "distilbert", "electra", "mobilebert", "convbert", "funnel", "layoutlm", "retribert"],
            Tokens = [("unk_token", "[UNK]"), ("sep_token", "[SEP]"), ("pad_token", "[PAD]"), ("cls_token", "[CLS]"), ("mask_token", "[MASK]")],
        },
        new()
        {
            Kind = TokenizerKind.Bert,
            Classes = ["MPNetTokenizer"],
            ModelTypes = ["mpnet"],
            Tokens = [("bos_token", "<s>"), ("eos_token", "</s>"), ("unk_token", "[UNK]"), ("sep_token", "</s>"), ("pad_token", "<pad>"), ("cls_token", "<s>"), ("mask_token", "<mask>")],
            MaskTakesBlanks = true,
        },
        new()
        {
            Kind = TokenizerKind.ByteLevel,
            Classes = ["RobertaTokenizer", "LongformerTokenizer", "BartTokenizer", "LEDTokenizer"],
            ModelTypes = ["roberta", "longformer", "bart", "led", "roberta-prelayernorm"],
            Tokens = [("bos_token", "<s>"), ("eos_token", "</s>"), ("unk_token", "<unk>"), ("sep_token", "</s>"), ("pad_token", "<pad>"), ("cls_token", "<s>"), ("mask_token", "<mask>")],
            AddsSpecialTokens = true,
        },
        new()
        {
            Kind = TokenizerKind.ByteLevel,
            Classes = ["GPT2Tokenizer"],
            ModelTypes = ["gpt2", "gpt_neo"],
            Tokens = [("bos_token", "<|endoftext|>"), ("eos_token", "<|endoftext|>"), ("unk_token", "<|endoftext|>")],
        },
        new()
        {
            Kind = TokenizerKind.SentencePiece,
            Pieces = SentencePieceFamily.XlmRoberta,
            AddsSpecialTokens = true,
            Classes = ["XLMRobertaTokenizer"],
            ModelTypes = ["xlm-roberta", "xlm-roberta-xl"],
            Tokens = [("bos_token", "<s>"), ("eos_token", "</s>"), ("unk_token", "<unk>"), ("sep_token", "</s>"), ("pad_token", "<pad>"), ("cls_token", "<s>"), ("mask_token", "<mask>")],
        },
        new()
        {
            Kind = TokenizerKind.SentencePiece,
            Pieces = SentencePieceFamily.Camembert,
            AddsSpecialTokens = true,
            Classes = ["CamembertTokenizer"],
            ModelTypes = ["camembert"],
            Tokens = [("bos_token", "<s>"), ("eos_token", "</s>"), ("unk_token", "<unk>"), ("sep_token", "</s>"), ("pad_token", "<pad>"), ("cls_token", "<s>"), ("mask_token", "<mask>")],
            MaskTakesBlanks = true,
        },
        new()
        {
            Kind = TokenizerKind.SentencePiece,
            Pieces = SentencePieceFamily.Albert,
            AddsSpecialTokens = true,
            Classes = ["AlbertTokenizer"],
            ModelTypes = ["albert"],
            Tokens = [("bos_token", "[CLS]"), ("eos_token", "[SEP]"), ("unk_token", "<unk>"), ("sep_token", "[SEP]"), ("pad_token", "<pad>"), ("cls_token", "[CLS]"), ("mask_token", "[MASK]")],
        },
        new()
        {
            Kind = TokenizerKind.SentencePiece,
            Pieces = SentencePieceFamily.DebertaV2,
            AddsSpecialTokens = true,
            Classes = ["DebertaV2Tokenizer"],
            ModelTypes = ["deberta-v2"],
            Tokens = [("bos_token", "[CLS]"), ("eos_token", "[SEP]"), ("unk_token", "[UNK]"), ("sep_token", "[SEP]"), ("pad_token", "[PAD]"), ("cls_token", "[CLS]"), ("mask_token", "[MASK]")],
        },
        new()
        {
            Kind = TokenizerKind.Generic,
            Classes = ["PreTrainedTokenizerFast", "TokenizersBackend", "PreTrainedTokenizer"],
            ModelTypes = ["modernbert"],
            Tokens = [],
        },
    ];

    /// <summary>Gets the family of BERT, which is meant where nothing says otherwise.</summary>
    public static TokenizerFamily Bert => All[0];

    public required TokenizerKind Kind { get; init; }

    /// <summary>Gets how a bare SentencePiece model is converted; null where the class takes none.</summary>
    public SentencePieceFamily? Pieces { get; init; }

    /// <summary>Gets the names of the classes, without "Fast" at the end.</summary>
    public required string[] Classes { get; init; }

    /// <summary>Gets the model types whose tokenizer it is.</summary>
    public required string[] ModelTypes { get; init; }

    /// <summary>Gets the special tokens where the files name none, by key.</summary>
    public required (string Key, string Content)[] Tokens { get; init; }

    /// <summary>Gets whether the mask token swallows the blanks before it.</summary>
    public bool MaskTakesBlanks { get; init; }

    /// <summary>Gets whether a text is put between special tokens where the files are a bare vocabulary.</summary>
    public bool AddsSpecialTokens { get; init; }

    /// <summary>Gets the names of all classes.</summary>
    public static string AllClasses => string.Join(", ", All.SelectMany(family => family.Classes));

    /// <summary>Finds the family of a class.</summary>
    public static TokenizerFamily? OfClass(string name)
    {
        var plain = name.EndsWith(Suffix, StringComparison.Ordinal) && !All[^1].Classes.Contains(name) ? name[..^Suffix.Length] : name;
        return Array.Find(All, family => family.Classes.Contains(plain));
    }

    /// <summary>Finds the family of a model type.</summary>
    public static TokenizerFamily? OfModelType(string name) => Array.Find(All, family => family.ModelTypes.Contains(name));
}
