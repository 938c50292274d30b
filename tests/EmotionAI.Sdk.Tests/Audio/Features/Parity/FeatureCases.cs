using System.Text.Json;
using EmotionAI.Audio;

namespace EmotionAI.Tests.Audio.Features.Parity;

/// <summary>Reads the cases of golden/audio/features/manifest.json whose values are here.</summary>
internal static class FeatureCases
{
    private static readonly Dictionary<string, JsonElement> Cases = JsonDocument
        .Parse(File.ReadAllText(Goldens.Path("golden", "audio", "features", "manifest.json"))).RootElement
        .GetProperty("cases").EnumerateArray()
        .Where(item => item.TryGetProperty("tolerance_abs", out _) && Goldens.Has($"golden/audio/{item.GetProperty("output").GetString()}"))
        .ToDictionary(item => item.GetProperty("id").GetString()!);

    /// <summary>Names the cases of an extractor.</summary>
    public static TheoryData<string> Of(string extractor) => [.. IdsOf(extractor)];

    public static IEnumerable<string> IdsOf(string extractor) => Cases.Values.Where(item => item.GetProperty("extractor").GetString() == extractor).Select(item => item.GetProperty("id").GetString()!);

    public static JsonElement Get(string id) => Cases[id];

    public static JsonElement Parameters(string id) => Cases[id].GetProperty("params");

    public static float[] Samples(string id)
    {
        var input = Cases[id].GetProperty("input");
        var samples = input.TryGetProperty("npy", out var npy)
            ? Npy.ReadFloats(Goldens.Path("golden", "audio", npy.GetString()!))
            : AudioDecoder.Decode(Goldens.Path("data", "audio", input.GetProperty("clip").GetString()!)).Samples.ToArray();
        return samples[Int(input, "start", 0)..Int(input, "end", samples.Length)];
    }

    public static int Int(JsonElement parent, string key, int byDefault) => parent.TryGetProperty(key, out var value) ? value.GetInt32() : byDefault;

    public static double Number(JsonElement parent, string key, double byDefault) => parent.TryGetProperty(key, out var value) ? value.GetDouble() : byDefault;

    public static bool Flag(JsonElement parent, string key, bool byDefault) => parent.TryGetProperty(key, out var value) ? value.GetBoolean() : byDefault;

    public static string Text(JsonElement parent, string key, string byDefault) => parent.TryGetProperty(key, out var value) ? value.GetString()! : byDefault;

    public static void AssertClose(string id, float[] found)
    {
        var expected = Npy.ReadFloats(Goldens.Path("golden", "audio", Cases[id].GetProperty("output").GetString()!));
        var tolerance = Cases[id].GetProperty("tolerance_abs").GetDouble();
        Assert.Equal(expected.Length, found.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.True(Math.Abs(expected[i] - found[i]) <= tolerance, $"{id}: value {i} is {found[i]:R}, expected {expected[i]:R}, tolerance {tolerance}.");
        }
    }
}
