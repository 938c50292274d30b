using System.Text;
using EmotionAI.Checkpoints;
using EmotionAI.Checkpoints.Onnx;
using EmotionAI.Tests.Text.Tokenization.SentencePiece;
using EmotionAI.Text.Tokenization.SentencePiece;

namespace EmotionAI.Tests.Checkpoints;

public sealed class ProtobufReaderTests
{
    [Theory]
    [InlineData(new byte[] { 0x0A, 0x05, 1, 2 }, EmotionErrorCodes.FileTruncated, "5 bytes announced and 2 left", 2)]
    [InlineData(new byte[] { 0x48, 0x01, 0x48, 0x80 }, EmotionErrorCodes.FileTruncated, "1 bytes announced and 0 left", 4)]
    [InlineData(new byte[] { 0xA3, 0x01 }, EmotionErrorCodes.FormatInvalid, "field 20 of wire type 3", 2)]
    public void Read_BrokenField_IsWordedAlikeForBothFormats(byte[] bytes, string code, string found, int offset)
    {
        using var folder = new TempFolder();
        var path = folder.Write("model.onnx", bytes);

        var onnx = Assert.Throws<EmotionAIException>(() => OnnxModelFile.Open(path, EmotionLimits.Default));
        var pieces = Assert.Throws<EmotionAIException>(() => SentencePieceModelFile.Parse(bytes, "folder/spiece.model", EmotionLimits.Default));

        Assert.Equal(
            [(code, path, offset, $"'{path}' is no ONNX model, or cut off: found {found} at byte {offset}; get the file anew."),
            (code, "folder/spiece.model", offset, $"'spiece.model' is no SentencePiece model, or cut off: found {found} at byte {offset}; get the file anew.")],
            new[] { onnx, pieces }.Select(fault => (fault.Code, fault.Path!, (int)fault.Offset!, fault.Message)));
    }

    [Fact]
    public void ReadText_InAMessage_ChargesItAndPointsAtItsStart()
    {
        var charged = 0L;
        var bytes = ModelBytes.Message(7, ModelBytes.Text(1, "ä"), ModelBytes.Counted(2, [0xC3]));

        var fault = Assert.Throws<EmotionAIException>(() =>
        {
            var message = new ProtobufReader(new ProtobufSource("ONNX", "m", "m", cost => charged += cost), bytes);
            Assert.True(message.Next());
            var inner = message.ReadMessage();
            Assert.True(inner.Next());
            Assert.Equal(("ä", 36), (inner.ReadText(), charged));
            Assert.True(inner.Next());
            inner.ReadText();
        });

        Assert.Equal((8, 70), (fault.Offset, charged));
    }

    [Fact]
    public void ReadRange_InAMessage_IsOfTheFile()
    {
        var bytes = ModelBytes.Message(7, ModelBytes.Number(1, 300), ModelBytes.Text(2, "here"));
        var message = new ProtobufReader(new ProtobufSource("ONNX", "m", "m"), bytes);
        message.Next();
        var inner = message.ReadMessage();
        inner.Next();
        inner.Skip();
        inner.Next();

        Assert.Equal("here", Encoding.UTF8.GetString(bytes[inner.ReadRange()]));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void FoldVarints_PackedOrNot_TakesEachNumberOnce(bool packed)
    {
        var bytes = packed ? ModelBytes.Counted(1, [3, 0xAC, 0x02]) : [.. ModelBytes.Number(1, 3), .. ModelBytes.Number(1, 300)];
        var message = new ProtobufReader(new ProtobufSource("ONNX", "m", "m"), bytes);
        var numbers = string.Empty;
        while (message.Next())
        {
            numbers = message.FoldVarints(numbers, (all, number) => $"{all}{number} ");
        }

        Assert.Equal("3 300 ", numbers);
    }
}
