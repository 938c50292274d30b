using System.Text.Json;
using EmotionAI.SpeechBrain;

namespace EmotionAI.Tests.SpeechBrain.Parity;

/// <summary>The SpeechBrain folders of golden/audio/models-broken that can be judged without reading a tensor.</summary>
public sealed class SpeechBrainBrokenParityTests
{
    /// <summary>Folders whose fault lies in the tensors: the description is right, and whoever reads the tensors refuses.</summary>
    private static readonly string[] TensorFaults =
    [
        "ckpt-empty-file", "ckpt-is-git-lfs-pointer", "ckpt-is-html", "missing-tensor", "n-mels-disagrees-with-weights", "nan-weights",
        "pickle-builtins-eval", "pickle-reduce-os-system-raw", "pickle-reduce-os-system-zip", "truncated-zip", "wrong-shape-tensor",
    ];

    public static TheoryData<string, string, string[]> Refused() => new()
    {
        { "ckpt-path-outside", EmotionErrorCodes.FileMissing, ["classifier.ckpt", "../../../../etc/classifier.ckpt", "only its last part"] },
        { "labels-duplicate-index", EmotionErrorCodes.FormatInvalid, ["label_encoder.txt", "'hap' and 'sad' share the index 1"] },
        { "labels-gap", EmotionErrorCodes.FormatInvalid, ["label_encoder.txt", "index 9", "out of range", "Missing: 0"] },
        { "labels-more-than-rows", EmotionErrorCodes.FormatInvalid, ["label_encoder.txt has 5 labels, the classifier has 4 outputs"] },
        { "missing-ckpt", EmotionErrorCodes.FileMissing, ["classifier.ckpt is named by hyperparams.yaml but is not in"] },
        { "missing-hyperparams", EmotionErrorCodes.FileMissing, ["has no hyperparams.yaml", "EncoderClassifier"] },
        { "not-a-model", EmotionErrorCodes.FileMissing, ["no model found in"] },
        { "sample-rate-disagrees", EmotionErrorCodes.FormatInvalid, ["sample_rate is 16000 at the top and 8000 in compute_features", "disagree"] },
        { "yaml-include-outside", EmotionErrorCodes.PathOutside, ["!include:../../../secret.yaml", "outside the model folder"] },
        { "yaml-new-unknown-class", EmotionErrorCodes.FormatUnsupported, ["embedding_model: class custom_model.MyEncoder is not supported", "supported: speechbrain.lobes.models.ECAPA_TDNN.ECAPA_TDNN"] },
        { "yaml-placeholder-needed", EmotionErrorCodes.FormatInvalid, ["n_mels is a !PLACEHOLDER and is needed"] },
        { "yaml-python-object-apply", EmotionErrorCodes.CodeRefused, ["!!python/object/apply:os.system", "nothing was run"] },
        { "yaml-ref-cycle", EmotionErrorCodes.FormatInvalid, ["circular !ref between n_mels and n_mels_b"] },
        { "yaml-ref-unknown", EmotionErrorCodes.FormatInvalid, ["!ref <no_such_key>: no such key"] },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Open_BrokenFolder_IsRefusedForItsOneFault(string name, string code, string[] about)
    {
        var problems = new List<EmotionAIException>();

        var folder = SpeechBrainFolder.Open(Broken(name), EmotionLimits.Default, problems);

        Assert.Null(folder);
        var e = Assert.Single(problems);
        Assert.Equal(code, e.Code);
        Assert.All(about, text => Assert.Contains(text, e.Message, StringComparison.Ordinal));
        Assert.NotNull(e.Path);
        using var expected = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Broken(name), "expected.json")));
        if (expected.RootElement.TryGetProperty("file", out var file))
        {
            Assert.Equal(file.GetString(), Path.GetFileName(e.Path));
        }
    }

    [Fact]
    public void Open_ApplyThatNobodyNeeds_IsIgnoredAndNeverRun()
    {
        var folder = SpeechBrainFolder.Open(Broken("yaml-apply-os-system"), EmotionLimits.Default);

        Assert.Equal(["neu", "hap", "sad", "ang"], folder.Labels);
    }

    [Fact]
    public void Open_EveryBrokenFolder_IsCoveredByThisClass()
    {
        var names = Goldens.Folders("*", "golden", "audio", "models-broken").Where(name => !name.StartsWith("hf-", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

        Assert.Equal(names, TensorFaults.Concat(Refused().Select(row => (string)row[0])).Append("yaml-apply-os-system").Order(StringComparer.Ordinal));
        Assert.All(TensorFaults, name => Assert.NotNull(SpeechBrainFolder.Open(Broken(name), EmotionLimits.Default)));
    }

    private static string Broken(string name) => Goldens.Path("golden", "audio", "models-broken", name);
}
