using System.Text.Json;
using EmotionAI.Bundles;

namespace EmotionAI.Tests.Bundles.Parity;

/// <summary>Every folder of golden/text/models-broken is refused, with a message about its fault.</summary>
public sealed class BrokenTextBundleParityTests
{
    public static TheoryData<string> Folders => [.. Goldens.Folders("*", "golden", "text", "models-broken").Order()];

    [Theory]
    [MemberData(nameof(Folders))]
    public void Load_BrokenFolder_NamesTheFault(string name)
    {
        var directory = Goldens.Path("golden", "text", "models-broken", name);
        var expected = JsonDocument.Parse(File.ReadAllText(Path.Combine(directory, "expected.json"))).RootElement;

        var exception = Assert.Throws<ModelBundleException>(() => ModelBundle.Load(directory));

        Assert.Contains(expected.GetProperty("error_about").GetString()!, exception.Message, StringComparison.Ordinal);
        foreach (var mention in expected.GetProperty("message_should_mention").EnumerateArray())
        {
            Assert.Contains(mention.GetString()!, exception.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Load_FolderWithTheSameFilesButNoFault_Works() =>
        Assert.Empty(ModelBundle.Load(Goldens.Path("golden", "text", "models", "tiny-unbroken-twin")).Problems);

    [Fact]
    public void Load_FaultsOfEveryPart_AreListedAtOnce()
    {
        using var folder = TemporaryFolder.CopyOf(Goldens.Path("golden", "text", "models", "tiny-unbroken-twin"));
        var nan = Goldens.Path("golden", "text", "models-broken", "nan-weights", "model.safetensors");
        File.Copy(nan, folder.File("model.safetensors"), overwrite: true);
        File.WriteAllText(folder.File("labels.json"), """["anger", "fear", "joy"]""");
        File.WriteAllText(folder.File("inference_config.json"), """{"threshold": 2, "thresholds": {"nobody": 0.5}, "max_len": 4000, "wibble": 1}""");
        var config = File.ReadAllText(folder.File("config.json"));
        File.WriteAllText(folder.File("config.json"), config.Replace("\"gelu\"", "\"geloo\"", StringComparison.Ordinal));

        var problems = Assert.Throws<ModelBundleException>(() => ModelBundle.Load(folder.Path)).Problems;

        Assert.Contains(problems, problem => problem is { Code: BundleProblemCodes.ThresholdOutOfRange, File: "inference_config.json", Key: "threshold", Found: "2" });
        Assert.Contains(problems, problem => problem is { Code: BundleProblemCodes.LabelCount, File: "labels.json", Found: "3 labels" });
        Assert.Contains(problems, problem => problem is { Code: BundleProblemCodes.ValueInvalid, File: "config.json", Key: "hidden_act", Found: "'geloo'" });
        Assert.Contains(problems, problem => problem is { Code: BundleProblemCodes.KeyUnknown, Severity: BundleSeverity.Warning, Key: "wibble" });
    }
}
