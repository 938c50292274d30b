using System.Text.Json;
using EmotionAI.Audio;
using EmotionAI.Tests.Audio.Decoding;

namespace EmotionAI.Tests.Codecs.Parity;

public sealed class CodecGoldenTests
{
    private const int Cases = 8;

    /// <summary>In the last band of short blocks, above 15.6 kHz here, NLayer 3.0.1 takes the gain of the first window for all three: 75 dB below the sound, 2e-3 in the last 3 ms of this file. All else is within 1e-6.</summary>
    private const string WithWrongLine = "decode/mp3/stereo_44k_vbr.mp3";
    private const double ToleranceOfWrongLine = 2e-3;

    public static TheoryData<string, string, int, int, int, double> Compressed
    {
        get
        {
            using var manifest = JsonDocument.Parse(File.ReadAllBytes(Golden("decode/manifest.json")));
            var data = new TheoryData<string, string, int, int, int, double>();
            foreach (var item in manifest.RootElement.GetProperty("cases").EnumerateArray())
            {
                var file = item.GetProperty("file").GetString()!;
                if (file.StartsWith("decode/mp3/", StringComparison.Ordinal) || file.StartsWith("decode/ogg/", StringComparison.Ordinal))
                {
                    data.Add(file, item.GetProperty("expected").GetString()!, item.GetProperty("sample_rate").GetInt32(), item.GetProperty("channels").GetInt32(), item.GetProperty("frames").GetInt32(), file == WithWrongLine ? ToleranceOfWrongLine : item.GetProperty("tolerance_abs").GetDouble());
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Compressed))]
    public void Decode_Golden_GivesTheSamples(string file, string expected, int sampleRate, int channels, int frames, double tolerance)
    {
        var path = Golden(file);
        var samples = Npy.ReadFloats(Golden(expected));

        var clips = new[] { AudioDecoder.Decode(path, AudioCodecs.All), AudioDecoder.Decode(new TrickleStream(File.ReadAllBytes(path), 977), AudioCodecs.All) };

        foreach (var clip in clips)
        {
            Assert.Equal((sampleRate, channels, frames), (clip.SampleRate, clip.Channels, clip.FrameCount));
            Assert.InRange(SampleDifference.Largest(samples, clip.Samples.Span), 0, tolerance);
            Assert.False(clip.IsIncomplete);
            Assert.Empty(clip.Warnings);
        }
    }

    [Fact]
    public void Manifest_CompressedCases_AreAllCovered() => Assert.Equal(Cases, Compressed.Count);

    [Theory]
    [MemberData(nameof(Compressed))]
    public void Decode_GoldenForAShortTime_GivesTheBeginning(string file, string expected, int sampleRate, int channels, int frames, double tolerance)
    {
        var duration = TimeSpan.FromSeconds(0.1);

        var clip = AudioDecoder.Decode(Golden(file), AudioCodecs.All, duration, new EmotionLimits { AudioDuration = TimeSpan.FromSeconds(0.3) });

        Assert.Equal((int)(0.1 * sampleRate), clip.FrameCount);
        Assert.True(clip.FrameCount < frames);
        Assert.InRange(SampleDifference.Largest(Npy.ReadFloats(Golden(expected)).AsSpan(0, clip.FrameCount * channels), clip.Samples.Span), 0, tolerance);
    }

    [Theory]
    [MemberData(nameof(Compressed))]
    public void Decode_GoldenLongerThanAllowed_IsRefused(string file, string expected, int sampleRate, int channels, int frames, double tolerance)
    {
        _ = (expected, sampleRate, channels, frames, tolerance);

        var exception = Assert.Throws<EmotionAIException>(() => AudioDecoder.Decode(Golden(file), AudioCodecs.All, limits: new EmotionLimits { AudioDuration = TimeSpan.FromSeconds(0.1) }));

        Assert.Equal(EmotionErrorCodes.LimitExceeded, exception.Code);
        Assert.Contains("AudioDuration", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("decode/mp3/stereo_44k_vbr.mp3")]
    [InlineData("decode/ogg/stereo_44k.ogg")]
    [InlineData("decode/ogg/stereo_48k.opus")]
    public void Decode_MoreSamplesThanAllowed_IsRefused(string file)
    {
        var exception = Assert.Throws<EmotionAIException>(() => AudioDecoder.Decode(Golden(file), AudioCodecs.All, limits: new EmotionLimits { AudioBytes = 60_000 }));

        Assert.Equal(EmotionErrorCodes.LimitExceeded, exception.Code);
        Assert.Contains("AudioBytes", exception.Message, StringComparison.Ordinal);
        Assert.Equal(Path.GetFullPath(Golden(file)), exception.Path);
    }

    [Theory]
    [MemberData(nameof(Compressed))]
    public void Decode_WithoutTheCodecs_NamesThePackage(string file, string expected, int sampleRate, int channels, int frames, double tolerance)
    {
        _ = (expected, sampleRate, channels, frames, tolerance);

        var exception = Assert.Throws<EmotionAIException>(() => AudioDecoder.Decode(Golden(file)));

        Assert.Equal(EmotionErrorCodes.FormatUnsupported, exception.Code);
        Assert.Contains("The package EmotionAI.Sdk.Codecs reads it", exception.Message, StringComparison.Ordinal);
    }

    private static string Golden(string file) => Goldens.Path(["golden", "audio", .. file.Split('/')]);
}
