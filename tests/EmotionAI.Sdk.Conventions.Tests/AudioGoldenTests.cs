using System.Text.Json;

namespace EmotionAI.Conventions;

/// <summary>Lists the goldens of speech and the tests that read them: one that no test names is a fault.</summary>
public sealed class AudioGoldenTests
{
    private const string Folder = "golden/audio";

    /// <summary>What is read whole: a folder, and the test that goes through its manifest.</summary>
    private static readonly Dictionary<string, string> Readers = new()
    {
        ["decode/wav"] = "DecodeGoldenParityTests",
        ["decode/aiff"] = "DecodeGoldenParityTests",
        ["decode/flac"] = "DecodeGoldenParityTests",
        ["decode/mp3"] = "CodecGoldenTests",
        ["decode/ogg"] = "CodecGoldenTests",
        ["resample"] = "ResamplerParityTests",
        ["segments"] = "SegmentParityTests",
        ["signals"] = "AudioModelParityTests",
    };

    private static readonly Dictionary<string, string> Sources = Repository.CSharpFiles("tests").ToDictionary(file => file, Repository.Read);

    [SharedFact(Folder)]
    public void Folders_Each_HaveAReader()
    {
        var unread = Names(Folder).Where(name => name is not ("features" or "models" or "models-broken"))
            .SelectMany(name => name == "decode" ? Names($"{Folder}/decode").Select(kind => $"decode/{kind}") : [name])
            .Where(name => !Readers.TryGetValue(name, out var reader) || !Sources.Any(source => Path.GetFileNameWithoutExtension(source.Key) == reader && source.Value.Contains(name.Split('/')[0], StringComparison.Ordinal)));

        Assert.Empty(unread);
    }

    [SharedFact(Folder)]
    public void Features_EachExtractor_HasATheory()
    {
        using var manifest = JsonDocument.Parse(File.ReadAllBytes(Shared.Path("golden", "audio", "features", "manifest.json")));
        var extractors = manifest.RootElement.GetProperty("cases").EnumerateArray().Select(item => item.GetProperty("extractor").GetString()!).Distinct();

        string[] untested = [.. extractors.Where(extractor => !Sources.Values.Any(text => text.Contains($"Of(\"{extractor}\")", StringComparison.Ordinal)))];
        Assert.Empty(untested);
        Assert.Empty(Names($"{Folder}/features").Except(extractors));
    }

    [SharedTheory(Folder)]
    [InlineData("models", "tolerance_abs_logit")]
    [InlineData("models-broken", "models-broken")]
    public void Models_Each_AreNamedByAParityTest(string kind, string compares)
    {
        var parity = Sources.Where(source => source.Key.Contains("/Parity/", StringComparison.Ordinal) && source.Value.Contains(compares, StringComparison.Ordinal)).Select(source => source.Value).ToList();

        string[] untested = [.. Names($"{Folder}/{kind}").Where(name => !parity.Any(text => text.Contains($"\"{name}\"", StringComparison.Ordinal) || text.Contains($"/{name}\"", StringComparison.Ordinal) || text.Contains($"/{name}/", StringComparison.Ordinal)))];
        Assert.Empty(untested);
    }

    private static IEnumerable<string> Names(string folder) => Directory.GetDirectories(Shared.Path(folder.Split('/'))).Select(path => Path.GetFileName(path)!);
}
