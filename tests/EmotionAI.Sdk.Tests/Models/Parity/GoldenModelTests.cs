using System.Text.Json;

namespace EmotionAI.Tests.Models.Parity;

/// <summary>Compares the networks of golden/text/models with transformers, from the token ids on: one text, several of one length, padded ones.</summary>
public sealed class GoldenModelTests
{
    private const double LogitTolerance = 1e-4;
    private const double BatchTolerance = 2e-5;

    /// <summary>Gets every folder of a model in this repository; the bundles have another expected.json, and are checked where settings are.</summary>
    public static TheoryData<string> Here => [.. NamesHere];

    private static IEnumerable<string> NamesHere => Names(Directory.GetDirectories(Path.Combine(Goldens.Root, "golden", "text", "models")));

    [Theory]
    [MemberData(nameof(Here))]
    [SharedData("golden/text/models/albert-gelunew-multi8", "albert-gelunew-multi8")]
    [SharedData("golden/text/models/albert-groups2-inner2", "albert-groups2-inner2")]
    [SharedData("golden/text/models/camembert-four", "camembert-four")]
    [SharedData("golden/text/models/deberta-v2-absolute", "deberta-v2-absolute")]
    [SharedData("golden/text/models/deberta-v2-c2p-nobuckets", "deberta-v2-c2p-nobuckets")]
    [SharedData("golden/text/models/deberta-v2-c2p-p2c-noshare", "deberta-v2-c2p-p2c-noshare")]
    [SharedData("golden/text/models/deberta-v2-conv", "deberta-v2-conv")]
    [SharedData("golden/text/models/deberta-v2-p2c-noshare-embedproj", "deberta-v2-p2c-noshare-embedproj")]
    [SharedData("golden/text/models/deberta-v3-buckets", "deberta-v3-buckets")]
    [SharedData("golden/text/models/distilbert-gelu-six", "distilbert-gelu-six")]
    [SharedData("golden/text/models/distilbert-relu-multi28-bf16", "distilbert-relu-multi28-bf16")]
    [SharedData("golden/text/models/electra-factorised-two", "electra-factorised-two")]
    [SharedData("golden/text/models/electra-same-size", "electra-same-size")]
    [SharedData("golden/text/models/modernbert-cls-multi28", "modernbert-cls-multi28")]
    [SharedData("golden/text/models/modernbert-local-theta-null", "modernbert-local-theta-null")]
    [SharedData("golden/text/models/modernbert-mean-biases", "modernbert-mean-biases")]
    [SharedData("golden/text/models/mpnet-seven", "mpnet-seven")]
    [SharedData("golden/text/models/roberta-filesonly-short40", "roberta-filesonly-short40")]
    [SharedData("golden/text/models/roberta-gelu-multi28-sharded", "roberta-gelu-multi28-sharded")]
    [SharedData("golden/text/models/xlm-roberta-single7-bf16", "xlm-roberta-single7-bf16")]
    [SharedData("golden/text/models/xlm-roberta-spm-only", "xlm-roberta-spm-only")]
    public void Run_GoldenCheckpoint_EqualsTransformers(string name)
    {
        var directory = Goldens.Path("golden", "text", "models", name);
        var expected = JsonDocument.Parse(File.ReadAllText(Path.Combine(directory, "expected.json"))).RootElement;
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
            var together = network.Run([.. rows.SelectMany(i => ids[i])], rows.Length, []);
            AssertClose([.. rows.SelectMany(i => singles[i])], together, BatchTolerance, $"{name}, texts {string.Join(' ', rows)} at once");
        }

        if (expected.TryGetProperty("batch", out var batch))
        {
            AssertPadded(network, batch, singles, name);
        }
    }

    [SharedFact("golden/text/models")]
    public void Models_OfTheSharedFolder_AreAllNamedHere()
    {
        var attributes = typeof(GoldenModelTests).GetMethod(nameof(Run_GoldenCheckpoint_EqualsTransformers))!.GetCustomAttributes(typeof(SharedDataAttribute), false).Cast<SharedDataAttribute>();
        var named = attributes.SelectMany(attribute => attribute.GetData(null!)).Select(row => (string)row[0]!).Concat(NamesHere);

        Assert.Equal(Names(Directory.GetDirectories(Shared.Path("golden", "text", "models"))), named.Distinct().Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Names(string[] folders) =>
        folders.Select(folder => Path.GetFileName(folder)).Where(name => !name.StartsWith("bundle-", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    private static void AssertPadded(OpenedNetwork network, JsonElement batch, List<float[]> singles, string name)
    {
        var padded = Ids(batch.GetProperty("input_ids"));
        int[] lengths = [.. Ids(batch.GetProperty("attention_mask")).Select(row => row.Sum())];

        var logits = network.Run([.. padded.SelectMany(row => row)], padded.Length, lengths);

        AssertClose([.. batch.GetProperty("logits").EnumerateArray().SelectMany(Floats)], logits, LogitTolerance, $"{name}, padded, against transformers");
        AssertClose([.. batch.GetProperty("indices").EnumerateArray().SelectMany(index => singles[index.GetInt32()])], logits, BatchTolerance, $"{name}, padded, against single");
    }

    private static void AssertClose(float[] expected, float[] found, double tolerance, string place)
    {
        Assert.Equal(expected.Length, found.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.True(Math.Abs(expected[i] - found[i]) <= tolerance, $"{place}: output {i} is {found[i]:R}, expected {expected[i]:R}.\nexpected {string.Join(' ', expected)}\nfound    {string.Join(' ', found)}");
        }
    }

    private static int[][] Ids(JsonElement rows) => [.. rows.EnumerateArray().Select(row => row.EnumerateArray().Select(item => item.GetInt32()).ToArray())];

    private static float[] Floats(JsonElement list) => [.. list.EnumerateArray().Select(item => item.GetSingle())];
}
