using System.Text.Json;

namespace EmotionAI.Tests.Models.Parity;

/// <summary>Compares the networks of golden/text/models with transformers, from the token ids on: one text, several of one length, padded ones.</summary>
public sealed class GoldenModelTests
{
    private const double LogitTolerance = 1e-4;
    private const double BatchTolerance = 2e-5;

    /// <summary>Gets every folder of a model; the bundles have another expected.json, and are checked where settings are.</summary>
    public static TheoryData<string> Models => [.. Goldens.Folders("*", "golden", "text", "models").Where(name => !name.StartsWith("bundle-", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Models))]
    public void Run_GoldenCheckpoint_EqualsTransformers(string name)
    {
        var expected = Expected(name, out var directory);
        using var network = OpenedNetwork.Open(directory);
        var ids = Ids(expected.GetProperty("input_ids"));

        var singles = ids.Select(row => network.Run(row)).ToList();

        for (var i = 0; i < ids.Length; i++)
        {
            AssertClose(Floats(expected.GetProperty("logits")[i]), singles[i], LogitTolerance, $"{name}, text {i}");
        }

        foreach (var group in Enumerable.Range(0, ids.Length).GroupBy(i => ids[i].Length).Where(group => group.Count() > 1))
        {
            var rows = group.ToArray();
            var batch = network.Run([.. rows.SelectMany(i => ids[i])], rows.Length, []);
            AssertClose([.. rows.SelectMany(i => singles[i])], batch, BatchTolerance, $"{name}, texts {string.Join(' ', rows)} at once");
        }
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Run_PaddedRows_EqualTheSingleOnes(string name)
    {
        var expected = Expected(name, out var directory);
        if (!expected.TryGetProperty("batch", out var batch))
        {
            return;
        }

        using var network = OpenedNetwork.Open(directory);
        var ids = Ids(expected.GetProperty("input_ids"));
        var padded = Ids(batch.GetProperty("input_ids"));
        int[] lengths = [.. Ids(batch.GetProperty("attention_mask")).Select(row => row.Sum())];

        var logits = network.Run([.. padded.SelectMany(row => row)], padded.Length, lengths);

        var indices = batch.GetProperty("indices").EnumerateArray().Select(item => item.GetInt32()).ToArray();
        AssertClose([.. batch.GetProperty("logits").EnumerateArray().SelectMany(Floats)], logits, LogitTolerance, $"{name}, padded, against transformers");
        AssertClose([.. indices.SelectMany(i => network.Run(ids[i]))], logits, BatchTolerance, $"{name}, padded, against single");
    }

    private static JsonElement Expected(string name, out string directory)
    {
        directory = Goldens.Path("golden", "text", "models", name);
        return JsonDocument.Parse(File.ReadAllText(Path.Combine(directory, "expected.json"))).RootElement;
    }

    private static void AssertClose(IReadOnlyList<float> expected, IReadOnlyList<float> found, double tolerance, string place)
    {
        Assert.Equal(expected.Count, found.Count);
        for (var i = 0; i < expected.Count; i++)
        {
            Assert.True(Math.Abs(expected[i] - found[i]) <= tolerance, $"{place}: output {i} is {found[i]:R}, expected {expected[i]:R}.\nexpected {string.Join(' ', expected)}\nfound    {string.Join(' ', found)}");
        }
    }

    private static int[][] Ids(JsonElement rows) => [.. rows.EnumerateArray().Select(row => row.EnumerateArray().Select(item => item.GetInt32()).ToArray())];

    private static float[] Floats(JsonElement list) => [.. list.EnumerateArray().Select(item => item.GetSingle())];
}
