using System.Text.Json;
using EmotionAI.Bundles;

namespace EmotionAI.Tests.Bundles.Parity;

/// <summary>Every folder of golden/audio/models-broken is refused as a whole, with a message about its file and fault; none is executed.</summary>
public sealed class BrokenAudioBundleParityTests
{
    /// <summary>What the message must hold besides the file and the tensor that the golden names.</summary>
    private static readonly Dictionary<string, string> Mentions = new(StringComparer.Ordinal)
    {
        ["ckpt-empty-file"] = "empty",
        ["ckpt-is-git-lfs-pointer"] = "Git LFS pointer",
        ["ckpt-is-html"] = "web page",
        ["ckpt-path-outside"] = "only its last part is looked up",
        ["hf-bin-pickle-system"] = "posix.system",
        ["hf-config-not-json"] = "JSON",
        ["hf-ctc-head"] = "'Wav2Vec2ForCTC', which",
        ["hf-id2label-mismatch"] = "found 3 labels; allowed: 4",
        ["hf-missing-head"] = BundleProblemCodes.TensorMissing,
        ["hf-nan-weights"] = BundleProblemCodes.TensorNotFinite,
        ["hf-no-weights"] = "holds no weights",
        ["hf-safetensors-header-too-long"] = "header",
        ["hf-safetensors-truncated"] = "model.safetensors",
        ["hf-sampling-rate-disagrees"] = "sampling_rate",
        ["hf-shard-missing"] = "does not exist",
        ["hf-shard-path-outside"] = "leads outside its folder",
        ["hf-unknown-architecture"] = "'quantum_speech'",
        ["labels-duplicate-index"] = "share the index 1",
        ["labels-gap"] = "the index 9 of 'neu' is out of range",
        ["labels-more-than-rows"] = "5 labels, the classifier has 4 outputs",
        ["missing-ckpt"] = "named by hyperparams.yaml",
        ["missing-hyperparams"] = "has no hyperparams.yaml",
        ["missing-tensor"] = BundleProblemCodes.TensorMissing,
        ["n-mels-disagrees-with-weights"] = "[8, 64, 5]",
        ["nan-weights"] = BundleProblemCodes.TensorNotFinite,
        ["not-a-model"] = "no model",
        ["pickle-builtins-eval"] = "builtins.eval",
        ["pickle-reduce-os-system-raw"] = "os.system",
        ["pickle-reduce-os-system-zip"] = "posix.system",
        ["sample-rate-disagrees"] = "16000 at the top and 8000 in compute_features",
        ["truncated-zip"] = "no zip end record",
        ["wrong-shape-tensor"] = "[8, 48, 1]",
        ["yaml-include-outside"] = "leads outside the model folder",
        ["yaml-new-unknown-class"] = "custom_model.MyEncoder",
        ["yaml-placeholder-needed"] = "n_mels is a !PLACEHOLDER",
        ["yaml-python-object-apply"] = "!!python/object/apply",
        ["yaml-ref-cycle"] = "circular !ref between n_mels and n_mels_b",
        ["yaml-ref-unknown"] = "!ref <no_such_key>",
    };

    public static TheoryData<string> BrokenFolders => [.. Mentions.Keys];

    [Theory]
    [MemberData(nameof(BrokenFolders))]
    public void Load_BrokenFolder_NamesFileAndFault(string name)
    {
        var directory = Goldens.Path("golden", "audio", "models-broken", name);
        var expected = JsonDocument.Parse(File.ReadAllText(Path.Combine(directory, "expected.json"))).RootElement;

        var exception = Assert.Throws<ModelBundleException>(() => ModelBundle.Load(directory));

        Assert.Contains(Mentions[name], exception.Message, StringComparison.Ordinal);
        foreach (var key in (string[])["file", "tensor"])
        {
            if (expected.TryGetProperty(key, out var mention))
            {
                Assert.Contains(mention.GetString()!, exception.Message, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void Load_AnotherRateThatBothFilesName_IsTaken()
    {
        using var folder = TemporaryFolder.CopyOf(Goldens.Path("golden", "audio", "models-broken", "hf-sampling-rate-disagrees"));
        folder.Write("inference_config.json", """{"sample_rate": 8000}""");

        Assert.Equal(8_000, ModelBundle.Load(folder.Path).Metadata!.SampleRate);
    }

    [Fact]
    public void Load_YamlThatAppliesAnUnneededFunction_IgnoresIt()
    {
        var before = Directory.GetFileSystemEntries(Directory.GetCurrentDirectory());

        Assert.Empty(ModelBundle.Load(Goldens.Path("golden", "audio", "models-broken", "yaml-apply-os-system")).Problems);
        Assert.Equal(before, Directory.GetFileSystemEntries(Directory.GetCurrentDirectory()));
    }

    [Fact]
    public void Folders_OfTheGoldens_AreAllTested() =>
        Assert.Equal(
            Goldens.Folders("*", "golden", "audio", "models-broken").Where(name => name != "yaml-apply-os-system").Order(),
            Mentions.Keys.Order());
}
