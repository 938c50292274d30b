using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using EmotionAI.Audio;

namespace EmotionAI.Tests.Audio.Decoding.Parity;

public sealed class HostileWavParityTests
{
    private const int Files = 37;
    private const int WholeDigests = 13;

    private static readonly string[] RefusedOnPurpose =
    [
        "wav-scipy/test-8000Hz-le-3ch-5S-36bit.wav", "wav-scipy/test-8000Hz-le-3ch-5S-45bit.wav",
        "wav-scipy/test-8000Hz-le-3ch-5S-53bit.wav", "wav-scipy/test-8000Hz-le-3ch-5S-64bit.wav",
    ];

    public static TheoryData<string> Names => [.. Expected().Select(e => e.GetProperty("file").GetString()!)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Decode_HostileFile_DoesAsExpected(string file)
    {
        var expected = Expected().Single(e => e.GetProperty("file").GetString() == file);
        var path = Goldens.Path(["hostile", .. file.Split('/')]);
        var verdict = expected.GetProperty("verdict").GetString()!;
        if (verdict is "error" or "error-or-unsupported" || RefusedOnPurpose.Contains(file))
        {
            var error = Assert.Throws<EmotionAIException>(() => AudioDecoder.Decode(path));
            Assert.Equal(path, error.Path);
            Assert.NotNull(error.Offset);
            Assert.Throws<EmotionAIException>(() => AudioDecoder.Decode(new TrickleStream(File.ReadAllBytes(path), 5)));
            return;
        }

        Assert.Contains(verdict, new[] { "ok", "ok-or-unsupported", "truncated", "error-or-ok" });
        var clip = AudioDecoder.Decode(path);
        var shape = (expected.GetProperty("rate").GetInt32(), expected.GetProperty("channels").GetInt32(), expected.GetProperty("frames").GetInt32());
        Assert.Equal(shape, (clip.SampleRate, clip.Channels, clip.FrameCount));
        Assert.Equal(verdict == "truncated", AudioDecoder.ReadInfo(path).IsTruncated);
        CheckSamples(expected, clip);
    }

    [Theory]
    [InlineData("44100Hz-be-1ch-4bytes", "44100Hz-le-1ch-4bytes")]
    [InlineData("44100Hz-le-1ch-4bytes-rf64", "44100Hz-le-1ch-4bytes")]
    [InlineData("8000Hz-be-3ch-5S-24bit", "8000Hz-le-3ch-5S-24bit")]
    [InlineData("8000Hz-le-3ch-5S-24bit-rf64", "8000Hz-le-3ch-5S-24bit")]
    public void Decode_OtherContainer_GivesTheSameSamples(string file, string plain)
    {
        var actual = AudioDecoder.Decode(Goldens.Path("hostile", "wav-scipy", $"test-{file}.wav"));
        var expected = AudioDecoder.Decode(Goldens.Path("hostile", "wav-scipy", $"test-{plain}.wav"));

        SampleAssert.Equal(expected.Samples.Span, actual.Samples.Span, file);
    }

    [Fact]
    public void Decode_BigEndianFloat_IsTheSameSound()
    {
        const float RoundingOfItsWriter = 1e-6f;

        var actual = AudioDecoder.Decode(Goldens.Path("hostile", "wav-scipy", "test-44100Hz-2ch-32bit-float-be.wav")).Samples.ToArray();
        var expected = AudioDecoder.Decode(Goldens.Path("hostile", "wav-scipy", "test-44100Hz-2ch-32bit-float-le.wav")).Samples.ToArray();

        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, RoundingOfItsWriter));
    }

    [Fact]
    public void Expected_Files_AreAllThere()
    {
        Assert.Equal(Files, Expected().Count);
        Assert.Equal(WholeDigests, Expected().Count(e => e.TryGetProperty("f32le_sha256_ffmpeg", out _)));
    }

    private static void CheckSamples(JsonElement expected, AudioClip clip)
    {
        if (!expected.TryGetProperty("f32le_sha256_ffmpeg", out var digest))
        {
            return;
        }

        var first = expected.GetProperty("first4").EnumerateArray().Select(v => v.GetSingle()).ToArray();
        var shown = clip.Samples.Span[..first.Length].ToArray().Select(v => (float)Math.Round(v, 7)).ToArray();
        Assert.Equal(first, shown);
        var bytes = MemoryMarshal.AsBytes(clip.Samples.Span);
        Assert.Equal(digest.GetString(), Convert.ToHexStringLower(SHA256.HashData(bytes)));
    }

    private static List<JsonElement> Expected()
    {
        using var file = JsonDocument.Parse(File.ReadAllBytes(Goldens.Path("hostile", "WAV_EXPECTED.json")));
        return [.. file.RootElement.Clone().EnumerateArray()];
    }
}
