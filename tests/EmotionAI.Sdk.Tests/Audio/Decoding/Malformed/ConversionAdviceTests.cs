using EmotionAI.Audio;

namespace EmotionAI.Tests.Audio.Decoding.Malformed;

/// <summary>A recording that another program can read is refused with the command that converts it, which can be pasted.</summary>
public sealed class ConversionAdviceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("call.gsm", "-f gsm ")]
    [InlineData("call.G722", "-f g722 ")]
    [InlineData("call.g726", "-f g726le -code_size 4 ")]
    [InlineData("call.g729", "-f g729 ")]
    [InlineData("call.ulaw", "-f mulaw -ar 8000 ")]
    [InlineData("call.al", "-f alaw -ar 8000 ")]
    [InlineData("call.sln", "-f s16le -ar 8000 ")]
    [InlineData("call.sln16", "-f s16le -ar 16000 ")]
    [InlineData("call.raw", "-f s16le -ar 16000 ")]
    public void Decode_NoHeader_SaysHowByTheName(string name, string decoder)
    {
        var path = _folder.Write(name, [0xD1, 2, 3, 4, 5, 6, 7, 8]);

        Assert.Contains($"ffmpeg {decoder}-i {path} -ar 16000 -ac 1 {Path.ChangeExtension(path, ".wav")}", Message(path), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("notes.txt")]
    [InlineData("speech.wav")]
    [InlineData("noending")]
    public void Decode_OtherBytes_GetNoAdviceThatCannotHelp(string name)
    {
        Assert.DoesNotContain("ffmpeg", Message(_folder.Write(name, [0xD1, 2, 3, 4, 5, 6, 7, 8])), StringComparison.Ordinal);
    }

    [Fact]
    public void Decode_WrongEnding_DoesNotOverwriteTheFile()
    {
        var path = _folder.Write("speech.wav", [0xFF, 0xFB, 0x90, 0]);

        Assert.EndsWith($"-i {path} -ar 16000 -ac 1 {Path.ChangeExtension(path, ".pcm.wav")}", Message(path), StringComparison.Ordinal);
    }

    [PosixTheory]
    [InlineData("my call.mp3", "'", "my call.wav'")]
    [InlineData("call (1) & $x.mp3", "'", "call (1) & $x.wav'")]
    [InlineData("it's.mp3", "'", "it'\\''s.wav'")]
    public void Decode_NameForTheShell_IsQuoted(string name, string start, string end)
    {
        var message = Message(_folder.Write(name, [0xFF, 0xFB, 0x90, 0]));

        Assert.EndsWith($" -ar 16000 -ac 1 {start}{Path.Join(_folder.Path, end)}", message, StringComparison.Ordinal);
    }

    private static string Message(string path) => Assert.Throws<EmotionAIException>(() => AudioDecoder.Decode(path)).Message;
}
