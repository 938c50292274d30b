using System.Text.Json;
using EmotionAI.Audio;

namespace EmotionAI.Tests.Audio.Decoding.Parity;

public sealed class DecodeGoldenParityTests
{
    private const int Cases = 86;
    private const int Decoded = 76;

    private static readonly string[] Refused =
    [
        "decode/wav/ima_adpcm.wav", "decode/wav/ms_adpcm.wav", "decode/ogg/ogg_flac.oga", "decode/mp3/mono_16k_cbr48.mp3",
        "decode/mp3/stereo_44k_vbr.mp3", "decode/mp3/mono_44k_no_tag.mp3", "decode/ogg/mono_16k.ogg", "decode/ogg/stereo_44k.ogg",
        "decode/ogg/mono_16k.opus", "decode/ogg/stereo_48k.opus",
    ];

    public static TheoryData<string, string, int, int, int> Readable
    {
        get
        {
            var data = new TheoryData<string, string, int, int, int>();
            foreach (var item in Manifest())
            {
                if (!Refused.Contains(item.GetProperty("file").GetString()))
                {
                    Assert.Equal(0.0, item.GetProperty("tolerance_abs").GetDouble());
                    data.Add(item.GetProperty("file").GetString()!, item.GetProperty("expected").GetString()!, item.GetProperty("sample_rate").GetInt32(), item.GetProperty("channels").GetInt32(), item.GetProperty("frames").GetInt32());
                }
            }

            return data;
        }
    }

    public static TheoryData<string> Unsupported => [.. Refused];

    [Theory]
    [MemberData(nameof(Readable))]
    public void Decode_Golden_GivesTheSamplesExactly(string file, string expected, int sampleRate, int channels, int frames)
    {
        var path = Golden(file);
        var samples = Npy.ReadFloats(Golden(expected));
        var bytes = File.ReadAllBytes(path);

        var clips = new[] { AudioDecoder.Decode(path), AudioDecoder.Decode(bytes), AudioDecoder.Decode(new TrickleStream(bytes, 977)) };

        foreach (var clip in clips)
        {
            Assert.Equal((sampleRate, channels, frames), (clip.SampleRate, clip.Channels, clip.FrameCount));
            SampleAssert.Equal(samples, clip.Samples.Span, file);
            Assert.Equal(file.Contains("truncated", StringComparison.Ordinal), clip.IsIncomplete);
            Assert.Empty(clip.Warnings);
        }
    }

    [Theory]
    [MemberData(nameof(Readable))]
    public void DecodeTo_Golden_GivesTheSamplesExactly(string file, string expected, int sampleRate, int channels, int frames)
    {
        var samples = Npy.ReadFloats(Golden(expected));
        var bytes = File.ReadAllBytes(Golden(file));

        var info = AudioDecoder.ReadInfo(bytes);
        var decoded = new float[samples.Length];
        var count = AudioDecoder.DecodeTo(bytes, decoded);

        Assert.Equal(info, AudioDecoder.ReadInfo(Golden(file)));
        Assert.Equal((sampleRate, channels), (info.SampleRate, info.Channels));
        Assert.Equal(frames, info.FrameCount ?? frames);
        Assert.Equal(samples.Length, count);
        SampleAssert.Equal(samples, decoded, file);
    }

    [Theory]
    [MemberData(nameof(Unsupported))]
    public void Decode_OptionalFormat_IsRefusedByName(string file)
    {
        var error = Assert.Throws<EmotionAIException>(() => AudioDecoder.Decode(Golden(file)));

        Assert.Equal(EmotionErrorCodes.FormatUnsupported, error.Code);
        Assert.Equal(Golden(file), error.Path);
        Assert.Contains("supported", error.Message, StringComparison.Ordinal);
        Assert.Matches("ADPCM|Ogg|MP3", error.Message);
    }

    [Fact]
    public void Manifest_Cases_AreAllCovered()
    {
        var cases = Manifest();

        Assert.Equal(Cases, cases.Count);
        Assert.Equal(Decoded, cases.Count - Refused.Length);
        Assert.All(cases.Where(c => Refused.Contains(c.GetProperty("file").GetString())), c => Assert.True(c.GetProperty("optional").GetBoolean()));
    }

    private static string Golden(string file) => Goldens.Path(["golden", "audio", .. file.Split('/')]);

    private static List<JsonElement> Manifest()
    {
        using var manifest = JsonDocument.Parse(File.ReadAllBytes(Golden("decode/manifest.json")));
        return [.. manifest.RootElement.Clone().GetProperty("cases").EnumerateArray()];
    }
}
