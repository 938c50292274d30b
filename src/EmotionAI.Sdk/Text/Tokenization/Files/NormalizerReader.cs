using System.Text.Json;
using EmotionAI.Text.Tokenization.Normalization;
using EmotionAI.Text.Tokenization.SentencePiece;

namespace EmotionAI.Text.Tokenization.Files;

/// <summary>Reads the <c>normalizer</c> of a <c>tokenizer.json</c>.</summary>
internal static class NormalizerReader
{
    private const string MapKey = "precompiled_charsmap";
    private const string Allowed = "BertNormalizer, Lowercase, StripAccents, Strip, NFC, NFD, NFKC, NFKD, Nmt, Replace, Prepend, ByteLevel, Precompiled or a Sequence of these";

    /// <summary>Reads a component.</summary>
    /// <exception cref="EmotionAIException">It is of an unsupported kind, or a value in it is.</exception>
    public static INormalizer Read(JsonPart part) => part.Type switch
    {
        "Sequence" => new NormalizerSequence([.. part.Parts("normalizers").Select(Read)]),
        "BertNormalizer" => new BertNormalizer(ReadBert(part)),
        "Lowercase" => LowercaseNormalizer.Instance,
        "StripAccents" => new StripAccentsNormalizer(),
        "Strip" => new StripNormalizer(part.Flag("strip_left", absent: true), part.Flag("strip_right", absent: true)),
        "NFC" => UnicodeNormalizer.For(UnicodeForm.Nfc),
        "NFD" => UnicodeNormalizer.For(UnicodeForm.Nfd),
        "NFKC" => UnicodeNormalizer.For(UnicodeForm.Nfkc),
        "NFKD" => UnicodeNormalizer.For(UnicodeForm.Nfkd),
        "Nmt" => new NmtNormalizer(),
        "Replace" => new ReplaceNormalizer(PatternReader.Read(part), part.Text("content") ?? throw part.Unsupported("content", "a text")),
        "Prepend" => new PrependNormalizer(part.Text("prepend") ?? throw part.Unsupported("prepend", "a text")),
        "ByteLevel" => new ByteLevelNormalizer(),
        "Precompiled" => new PrecompiledNormalizer(ReadMap(part)),
        _ => throw part.UnsupportedType(Allowed),
    };

    private static PrecompiledMap ReadMap(JsonPart part) =>
        part.Value.TryGetProperty(MapKey, out var map) && map.ValueKind == JsonValueKind.String && map.TryGetBytesFromBase64(out var bytes)
            ? PrecompiledMap.Parse(bytes, part.Path, $"{part.Key}.{MapKey}")
            : throw part.Unsupported(MapKey, "a character map in base64");

    private static BertNormalizerOptions ReadBert(JsonPart part)
    {
        var lowercase = part.Flag("lowercase", absent: true);
        return new BertNormalizerOptions(part.Flag("clean_text", absent: true), part.Flag("handle_chinese_chars", absent: true), part.Flag("strip_accents", lowercase), lowercase);
    }
}
