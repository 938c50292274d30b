using EmotionAI.Models.Heads;
using EmotionAI.SpeechBrain;
using EmotionAI.Tests.Bundles.Malformed;

namespace EmotionAI.Tests.SpeechBrain;

/// <summary>What is written of a folder's front end and encoder is read back as the same settings, whatever they are.</summary>
public sealed class SpeechBrainExportTests
{
    private static readonly EmotionLabels Labels = new(["glad", "it's", "a\\b => 7", "línea\n"]);

    [Theory]
    [InlineData("std_norm: False", "std_norm: True\n    epsilon: 1.0e-08")]
    [InlineData("std_norm: False", "std_norm: True\n    avoid_padding_norm: True")]
    [InlineData("std_norm: False", "std_norm: True\n    requires_grad: False")]
    [InlineData("norm_type: sentence", "norm_type: batch")]
    [InlineData("n_fft: 400", "n_fft: 512\n    f_min: 20\n    f_max: 7600.5\n    win_length: 32\n    hop_length: 12.5\n    filter_shape: gaussian")]
    [InlineData("n_mels: 8", "n_mels: 8\n    deltas: True", "    input_size: 8\n    channels", "    input_size: 24\n    channels")]
    [InlineData("left_frames: 5", "left_frames: 1\n    right_frames: 2\n    context: True", "    input_size: 8\n    channels", "    input_size: 32\n    channels")]
    [InlineData("res2net_scale: 4", "res2net_scale: 2\n    global_context: False\n    activation: !name:torch.nn.ELU\n        alpha: 0.0001")]
    [InlineData("groups: [1, 1, 1, 1, 1]", "groups: [1, 2, 2, 1, 1]\n    activation: !name:torch.nn.SiLU")]
    public void Add_SettingsOfEveryKind_AreReadBack(string found, string setting, string alsoFound = "", string alsoSetting = "")
    {
        using var source = TinyFolders.SpeechBrain();
        var yaml = File.ReadAllText(source.File("hyperparams.yaml"));
        var changed = yaml.Replace(found, setting, StringComparison.Ordinal);
        source.Write("hyperparams.yaml", alsoFound.Length == 0 ? changed : changed.Replace(alsoFound, alsoSetting, StringComparison.Ordinal));
        var before = Assert.IsType<EncoderFolder>(SpeechBrainFolder.Open(source.Path, EmotionLimits.Default));
        var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);

        SpeechBrainExport.Add(files, before, new LinearHead(Labels, new float[4 * 8], new float[4], 8));

        using var result = new TemporaryFolder();
        foreach (var (name, content) in files)
        {
            result.Write(name, content);
        }

        var after = Assert.IsType<EncoderFolder>(SpeechBrainFolder.Open(result.Path, EmotionLimits.Default));
        Assert.NotEqual(yaml, changed);
        Assert.Equal(before.Features, after.Features);
        Assert.Equal(before.Normalization, after.Normalization);
        Assert.Equal(Lists((EcapaParameters)before.Embedding), Lists((EcapaParameters)after.Embedding));
        Assert.Equal(Plain((EcapaParameters)before.Embedding), Plain((EcapaParameters)after.Embedding));
        Assert.Equal(Labels, after.Labels);
        Assert.Equal((1, 4, 0), (after.ScoreScale, after.Classifier.OutNeurons, after.Classifier.LinBlocks));
    }

    private static string Lists(EcapaParameters embedding) =>
        string.Join(" | ", new[] { embedding.Channels, embedding.KernelSizes, embedding.Dilations, embedding.Groups }.Select(list => string.Join(' ', list)));

    /// <summary>Takes the lists away, which are compared by their items.</summary>
    private static EcapaParameters Plain(EcapaParameters embedding) =>
        embedding with { Channels = Array.Empty<int>(), KernelSizes = Array.Empty<int>(), Dilations = Array.Empty<int>(), Groups = Array.Empty<int>() };
}
