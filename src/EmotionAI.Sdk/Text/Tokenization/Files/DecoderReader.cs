using EmotionAI.Text.Tokenization.Decoding;

namespace EmotionAI.Text.Tokenization.Files;

/// <summary>Reads the <c>decoder</c> of a <c>tokenizer.json</c>. One of an unknown kind is left out: it changes no id.</summary>
internal static class DecoderReader
{
    public static ITokenDecoder? Read(JsonPart part) => part.Type switch
    {
        "WordPiece" => new WordPieceDecoder(part.Text("prefix") ?? "##", part.Flag("cleanup", absent: true)),
        "ByteLevel" => new ByteLevelDecoder(),
        "Metaspace" => new MetaspaceDecoder(PreTokenizerReader.ReadMetaspace(part)),
        "BPEDecoder" => new SuffixDecoder(part.Text("suffix") ?? "</w>"),
        "ByteFallback" => new ByteFallbackDecoder(),
        "Fuse" => new FuseDecoder(),
        "Strip" => ReadStrip(part),
        "Replace" => new ReplaceDecoder(PatternReader.Read(part), part.Text("content") ?? ""),
        "Sequence" => new DecoderSequence([.. part.Parts("decoders").Select(Read).OfType<ITokenDecoder>()]),
        _ => null,
    };

    private static StripDecoder ReadStrip(JsonPart part) => new(part.Character("content", ' '), Count(part, "start"), Count(part, "stop"));

    private static int Count(JsonPart part, string key) => part.Value.TryGetProperty(key, out var value) && value.TryGetInt32(out var count) && count >= 0 ? count : 0;
}
