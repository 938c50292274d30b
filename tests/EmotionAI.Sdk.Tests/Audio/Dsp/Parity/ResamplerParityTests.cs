using System.Text.Json;
using EmotionAI.Audio;

namespace EmotionAI.Tests.Audio.Dsp.Parity;

/// <summary>Compares resampling with torchaudio's, case by case of golden/audio/resample/manifest.json.</summary>
public sealed class ResamplerParityTests
{
    private static readonly Dictionary<string, JsonElement> Cases = JsonDocument
        .Parse(File.ReadAllText(Goldens.Path("golden", "audio", "resample", "manifest.json"))).RootElement
        .GetProperty("cases").EnumerateArray()
        .Where(item => Goldens.Has($"golden/audio/{item.GetProperty("outputs").GetProperty("torchaudio_default").GetProperty("file").GetString()}"))
        .ToDictionary(item => item.GetProperty("id").GetString()!);

    public static TheoryData<string> Ids => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Resample_GoldenCase_EqualsTorchaudio(string id)
    {
        var item = Cases[id];
        var output = item.GetProperty("outputs").GetProperty("torchaudio_default");
        var expected = Npy.ReadFloats(Goldens.Path("golden", "audio", output.GetProperty("file").GetString()!));
        var tolerance = output.GetProperty("tolerance_abs").GetDouble();
        var channels = Channels(item.GetProperty("input"));
        var resampler = new Resampler(item.GetProperty("from").GetInt32(), item.GetProperty("to").GetInt32(), ResamplerQuality.Reference);

        var found = channels.SelectMany(channel =>
        {
            var resampled = new float[resampler.OutputLength(channel.Length)];
            resampler.Resample(channel, resampled);
            return resampled;
        }).ToArray();

        Assert.Equal(expected.Length, found.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.True(Math.Abs(expected[i] - found[i]) <= tolerance, $"{id}: sample {i} is {found[i]:R}, expected {expected[i]:R}, tolerance {tolerance}.");
        }
    }

    private static float[][] Channels(JsonElement input)
    {
        if (input.ValueKind == JsonValueKind.String)
        {
            return [Npy.ReadFloats(Goldens.Path("golden", "audio", input.GetString()!))];
        }

        var clip = AudioDecoder.Decode(Goldens.Path("data", "audio", input.GetProperty("clip").GetString()!));
        var (start, end) = (input.GetProperty("start").GetInt32(), input.GetProperty("end").GetInt32());
        return [.. Enumerable.Range(0, clip.Channels).Select(channel => Enumerable.Range(start, end - start).Select(frame => clip.Samples.Span[(frame * clip.Channels) + channel]).ToArray())];
    }
}
