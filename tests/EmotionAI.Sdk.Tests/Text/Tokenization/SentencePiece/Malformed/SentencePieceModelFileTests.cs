using System.Text;
using EmotionAI.Text.Tokenization.SentencePiece;

namespace EmotionAI.Tests.Text.Tokenization.SentencePiece.Malformed;

/// <summary>One tiny file per refusal.</summary>
public sealed class SentencePieceModelFileTests
{
    private const string Name = "spiece.model";

    private static readonly byte[] Valid = ModelBytes.Of(ModelBytes.Piece("<unk>", 0, 2), ModelBytes.Piece("a", -1.5f), ModelBytes.Message(ModelBytes.Trainer, ModelBytes.Number(3, 1)));

    public static TheoryData<string, byte[], string, string> Refused => new()
    {
        { "nothing", [], EmotionErrorCodes.FormatInvalid, "is empty" },
        { "a pointer", Encoding.UTF8.GetBytes("version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 5069051\n"), EmotionErrorCodes.FormatInvalid, "Git LFS pointer" },
        { "a page", Encoding.UTF8.GetBytes("<!doctype html><html></html>"), EmotionErrorCodes.FormatInvalid, "web page" },
        { "cut in a piece", Valid[..7], EmotionErrorCodes.FileTruncated, "bytes announced" },
        { "cut in a tag", [.. Valid, 0x80], EmotionErrorCodes.FileTruncated, "bytes announced" },
        { "a number of 11 bytes", [.. Valid, 0x20, .. Enumerable.Repeat((byte)0x80, 11)], EmotionErrorCodes.FormatInvalid, "more than 10 bytes" },
        { "field 0", [.. Valid, 0x02, 0x00], EmotionErrorCodes.FormatInvalid, "field tag 2" },
        { "a group", [.. Valid, 0x23], EmotionErrorCodes.FormatInvalid, "wire type 3" },
        { "a piece that is a number", [.. Valid, .. ModelBytes.Number(1, 7)], EmotionErrorCodes.FormatInvalid, "wire type 0" },
        { "a score that is a number", [.. Valid, .. ModelBytes.Message(1, ModelBytes.Text(1, "b"), ModelBytes.Number(2, 7))], EmotionErrorCodes.FormatInvalid, "wire type 0" },
        { "a piece without text", [.. Valid, .. ModelBytes.Message(1, ModelBytes.Single(2, 0))], EmotionErrorCodes.FormatInvalid, "a piece 2 without text" },
        { "a piece that is not UTF-8", [.. Valid, .. ModelBytes.Message(1, ModelBytes.Counted(1, [0xC3]))], EmotionErrorCodes.FormatInvalid, "not UTF-8" },
        { "a score that is no number", [.. Valid, .. ModelBytes.Piece("b", float.NaN)], EmotionErrorCodes.FormatInvalid, "a piece 2 of score NaN" },
        { "a kind that is unknown", [.. Valid, .. ModelBytes.Piece("b", 0, 7)], EmotionErrorCodes.FormatInvalid, "a piece 2 of kind 7" },
        { "no pieces", ModelBytes.Message(ModelBytes.Trainer, ModelBytes.Number(3, 1)), EmotionErrorCodes.FormatInvalid, "pieces: found none" },
        { "words", [.. Valid, .. ModelBytes.Message(ModelBytes.Trainer, ModelBytes.Number(3, 3))], EmotionErrorCodes.FormatUnsupported, "found WORD; allowed: UNIGRAM or BPE" },
        { "a type that is unknown", [.. Valid, .. ModelBytes.Message(ModelBytes.Trainer, ModelBytes.Number(3, 9))], EmotionErrorCodes.FormatUnsupported, "found 9" },
        { "blanks after words", [.. Valid, .. ModelBytes.Message(ModelBytes.Trainer, ModelBytes.Number(24, 1))], EmotionErrorCodes.FormatUnsupported, "treat_whitespace_as_suffix" },
        { "an unknown id outside", [.. Valid, .. ModelBytes.Message(ModelBytes.Trainer, ModelBytes.Number(40, 2))], EmotionErrorCodes.FormatInvalid, "found 2; allowed: 0 to 1" },
        { "no unknown id", [.. Valid, .. ModelBytes.Message(ModelBytes.Trainer, ModelBytes.Number(40, ulong.MaxValue))], EmotionErrorCodes.FormatInvalid, "found -1" },
    };

    [Theory]
    [MemberData(nameof(Refused), DisableDiscoveryEnumeration = true)]
    public void Parse_BrokenFile_IsRefused(string what, byte[] bytes, string code, string message)
    {
        var thrown = Assert.Throws<EmotionAIException>(() => SentencePieceModelFile.Parse(bytes, Name, EmotionLimits.Default));

        Assert.True(thrown.Code == code, $"{what}: {thrown.Code}, {thrown.Message}");
        Assert.Contains(message, thrown.Message, StringComparison.Ordinal);
        Assert.Contains(Name, thrown.Message, StringComparison.Ordinal);
        Assert.Equal(Name, thrown.Path);
    }

    [Fact]
    public void Parse_MorePiecesThanAllowed_IsRefused()
    {
        var thrown = Assert.Throws<EmotionAIException>(() => SentencePieceModelFile.Parse(Valid, Name, new EmotionLimits { VocabularyTokens = 1 }));

        Assert.Equal((EmotionErrorCodes.LimitExceeded, "pieces"), (thrown.Code, thrown.Key));
    }

    [Fact]
    public void Parse_EveryPrefixAndEveryChangedByte_ReadsOrRefuses()
    {
        for (var length = 0; length < Valid.Length; length++)
        {
            Try(Valid[..length]);
            for (var value = 0; value <= byte.MaxValue; value++)
            {
                byte[] changed = [.. Valid];
                changed[length] = (byte)value;
                Try(changed);
            }
        }
    }

    [Fact]
    public void Parse_FieldsOfAllKinds_PassesOverWhatItDoesNotKnow()
    {
        byte[] bytes =
        [
            .. ModelBytes.Number(9, 1), .. ModelBytes.Single(10, 1), 0x59, 1, 2, 3, 4, 5, 6, 7, 8, .. Valid,
            .. ModelBytes.Message(ModelBytes.Normalizer, ModelBytes.Text(1, "nmt"), ModelBytes.Counted(2, [1, 2, 3]), ModelBytes.Number(3, 0), ModelBytes.Number(4, 0), ModelBytes.Number(5, 0)),
            .. ModelBytes.Message(ModelBytes.Trainer, ModelBytes.Number(40, 1), ModelBytes.Number(35, 1)),
        ];

        var model = SentencePieceModelFile.Parse(bytes, Name, EmotionLimits.Default);

        Assert.Equal([("<unk>", 0f, PieceKind.Unknown), ("a", -1.5f, PieceKind.Normal)], model.Pieces.Select(piece => (Encoding.UTF8.GetString(piece.Text.Span), piece.Score, piece.Kind)));
        Assert.Equal((SentencePieceKind.Unigram, 1, true, false, false, false), (model.Kind, model.UnknownId, model.ByteFallback, model.AddDummyPrefix, model.RemoveExtraWhitespaces, model.EscapeWhitespaces));
        Assert.Equal([1, 2, 3], model.CharacterMap.ToArray());
    }

    private static void Try(byte[] bytes)
    {
        try
        {
            Assert.NotEmpty(SentencePieceModelFile.Parse(bytes, Name, EmotionLimits.Default).Pieces);
        }
        catch (EmotionAIException refused)
        {
            Assert.NotEmpty(refused.Message);
        }
    }
}
