using System.Text.Json;
using EmotionAI.SpeechBrain;

namespace EmotionAI.Tests.SpeechBrain.Parity;

/// <summary>The SpeechBrain folders of golden/audio/models, written by SpeechBrain 1.1.2, and the trained model.</summary>
public sealed class SpeechBrainFolderParityTests
{
    private static readonly int[] Kernels = [5, 3, 3, 3, 1];
    private static readonly int[] Dilations = [1, 2, 3, 4, 1];

    public static TheoryData<string> Supported() => new()
    {
        "golden/audio/models/sb-ecapa-micro",
        "golden/audio/models/sb-ecapa-published",
        "golden/audio/models/sb-ecapa-linblocks-defaultpaths",
        "golden/audio/models/sb-ecapa-xvecclassifier-globalnorm",
        "golden/audio/models/sb-train-ecapa",
        "golden/audio/models/bundle-audio/model",
    };

    [Theory]
    [MemberData(nameof(Supported))]
    [SharedData("models/audio-speechbrain", "models/audio-speechbrain/checkpoint")]
    public void Open_Golden_GivesTheExpectedLabelsAndScale(string name)
    {
        var path = Goldens.Path(name.Split('/'));
        using var expected = JsonDocument.Parse(File.ReadAllBytes(Expected(path)));
        var labels = expected.RootElement.GetProperty("labels").EnumerateArray().Select(label => label.GetString()!).ToArray();
        var scale = expected.RootElement.GetProperty("score_scale");

        var folder = Assert.IsType<EncoderFolder>(SpeechBrainFolder.Open(path, EmotionLimits.Default));

        Assert.True(SpeechBrainFolder.Recognise(path));
        Assert.Equal(labels, folder.Labels);
        Assert.Equal(labels.Length, folder.Classifier.OutNeurons);
        Assert.Equal(scale.ValueKind == JsonValueKind.Null ? 1 : scale.GetDouble(), folder.ScoreScale);
        Assert.Equal(16000, folder.SampleRate);
        Assert.Equal(folder.Features.FeatureSize, folder.Embedding.InputSize);
        Assert.Equal("embedding_model.ckpt", Path.GetFileName(folder.EmbeddingPath));
        Assert.Equal("classifier.ckpt", Path.GetFileName(folder.ClassifierPath));
        Assert.All([folder.EmbeddingPath, folder.ClassifierPath, folder.LabelsPath, folder.HyperParametersPath], file => Assert.True(File.Exists(file), file));
    }

    [Fact]
    public void Open_Micro_HasEveryTypedValue()
    {
        var folder = Open("sb-ecapa-micro");

        Assert.Equal("EncoderClassifier", folder.Interface);
        Assert.Null(folder.CheckpointName);
        AssertStandardFeatures(folder, bands: 80);
        AssertSentence(folder, deviation: false);
        AssertEcapa(folder.Embedding, 80, [8, 8, 8, 8, 24], attention: 4, scale: 4, se: 4, neurons: 8);
        AssertClassifier(folder.Classifier, ClassifierKind.Cosine, input: 8, blocks: 0, neurons: 192, outputs: 4);
        Assert.Equal("label_encoder.txt", Path.GetFileName(folder.LabelsPath));
    }

    [Fact]
    public void Open_Published_LeavesTheUnusedNormalizerAlone()
    {
        var folder = Open("sb-ecapa-published");

        AssertStandardFeatures(folder, bands: 80);
        AssertSentence(folder, deviation: false);
        AssertEcapa(folder.Embedding, 80, [32, 32, 32, 32, 96], attention: 16, scale: 8, se: 8, neurons: 24);
        AssertClassifier(folder.Classifier, ClassifierKind.Cosine, input: 24, blocks: 0, neurons: 192, outputs: 4);
    }

    [Fact]
    public void Open_LinBlocksWithoutPaths_FindsFilesByRole()
    {
        var folder = Open("sb-ecapa-linblocks-defaultpaths");

        Assert.Null(folder.Interface);
        AssertStandardFeatures(folder, bands: 40);
        AssertSentence(folder, deviation: true);
        AssertEcapa(folder.Embedding, 40, [16, 24, 40, 32, 80], attention: 12, scale: 4, se: 8, neurons: 16);
        AssertClassifier(folder.Classifier, ClassifierKind.Cosine, input: 16, blocks: 1, neurons: 12, outputs: 6);
        Assert.Equal("label_encoder.ckpt", Path.GetFileName(folder.LabelsPath));
    }

    [Fact]
    public void Open_XvectorHeadWithGlobalNormalization_HasSlopeAndStatistics()
    {
        var folder = Open("sb-ecapa-xvecclassifier-globalnorm");

        AssertStandardFeatures(folder, bands: 60, left: 0, right: 0);
        Assert.Equal(NormalizationKind.Global, folder.Normalization.Kind);
        Assert.True(folder.Normalization.DividesByDeviation);
        Assert.Equal(Path.Combine(folder.Directory, "normalizer.ckpt"), folder.Normalization.StatisticsPath);
        AssertEcapa(folder.Embedding, 60, [32, 32, 32, 32, 96], attention: 16, scale: 8, se: 8, neurons: 20);
        AssertClassifier(folder.Classifier, ClassifierKind.Xvector, input: 20, blocks: 1, neurons: 24, outputs: 8);
        Assert.Equal(new Activation(ActivationKind.LeakyRelu, 0.01), folder.Classifier.Activation);
    }

    [Theory]
    [InlineData("sb-train-ecapa")]
    [InlineData("sb-train-ecapa/results")]
    [InlineData("sb-train-ecapa/results/ECAPA-TDNN/1968")]
    public void Open_TrainingOutput_TakesTheCheckpointWithTheSmallestError(string name)
    {
        using var expected = JsonDocument.Parse(File.ReadAllBytes(Goldens.Path("golden", "audio", "models", "sb-train-ecapa", "expected.json")));

        var folder = Open(name);

        Assert.Equal(expected.RootElement.GetProperty("checkpoint").GetString(), "save/" + folder.CheckpointName);
        Assert.Equal(Path.Combine(folder.Directory, "save", folder.CheckpointName!, "embedding_model.ckpt"), folder.EmbeddingPath);
        Assert.Equal(Path.Combine(folder.Directory, "save", folder.CheckpointName!, "classifier.ckpt"), folder.ClassifierPath);
        Assert.Equal(Path.Combine(folder.Directory, "save", "label_encoder.txt"), folder.LabelsPath);
        AssertStandardFeatures(folder, bands: 80, left: 0, right: 0);
        AssertSentence(folder, deviation: false);
        AssertEcapa(folder.Embedding, 80, [16, 16, 16, 16, 48], attention: 16, scale: 8, se: 8, neurons: 24);
        AssertClassifier(folder.Classifier, ClassifierKind.Cosine, input: 24, blocks: 0, neurons: 192, outputs: 4);
    }

    [SharedFact("models/audio-speechbrain")]
    public void Open_TrainedModel_HasEveryTypedValue()
    {
        var folder = Assert.IsType<EncoderFolder>(SpeechBrainFolder.Open(Goldens.Path("models", "audio-speechbrain", "checkpoint"), EmotionLimits.Default));

        AssertStandardFeatures(folder, bands: 80);
        AssertSentence(folder, deviation: false);
        AssertEcapa(folder.Embedding, 80, [192, 192, 192, 192, 576], attention: 64, scale: 8, se: 128, neurons: 96);
        AssertClassifier(folder.Classifier, ClassifierKind.Cosine, input: 96, blocks: 0, neurons: 192, outputs: 8);
    }

    [Theory]
    [InlineData("sb-wav2vec2-iemocap-published", "wav2vec2", true, 32, 4, false, "encoder-config")]
    [InlineData("sb-wav2vec2-noconfig", "wav2vec2", false, 128, 4, true, null)]
    [InlineData("sb-train-wav2vec2", "wav2vec2", true, 32, 4, false, "0b5b8e868dd84f03fd87d01f9c4ff0f080fecfe8")]
    [InlineData("sb-wavlm-published", "wavlm", true, 64, 8, false, "encoder-config")]
    [SharedData("golden/audio/models/sb-hubert-published", "sb-hubert-published", "hubert", true, 32, 7, false, "encoder-config")]
    public void Open_Lobe_HasEveryTypedValue(string name, string modelType, bool normalizesOutput, int inputs, int outputs, bool hasBias, string? config)
    {
        var folder = Assert.IsType<LobeFolder>(SpeechBrainFolder.Open(Goldens.Path("golden", "audio", "models", name), EmotionLimits.Default));

        Assert.Equal((modelType, normalizesOutput), (folder.Lobe.ModelType, folder.Lobe.NormalizesOutput));
        Assert.Equal(new LinearParameters(inputs, outputs, hasBias), folder.Head);
        Assert.Equal(new StatisticsParameters(Mean: true, Deviation: modelType == "wavlm", HasNoise: true), folder.Pooling);
        Assert.Equal((16_000, 1, "0.w", false), (folder.SampleRate, folder.ScoreScale, folder.HeadName, folder.RemovesMean));
        Assert.Equal(("wav2vec2.ckpt", "model.ckpt"), (Path.GetFileName(folder.EncoderPath), Path.GetFileName(folder.HeadPath)));
        Assert.Equal(config, folder.ConfigDirectory is null ? null : Path.GetFileName(folder.ConfigDirectory));
        Assert.Equal(outputs, folder.Labels.Count);
    }

    [Fact]
    public void Open_Xvector_HasEveryTypedValue()
    {
        var folder = Open("sb-xvector-published");

        AssertStandardFeatures(folder, bands: 24);
        var embedding = Assert.IsType<XvectorParameters>(folder.Embedding);
        Assert.Equal((24, 32, new Activation(ActivationKind.LeakyRelu, 0.01)), (embedding.InputSize, embedding.LinNeurons, embedding.Activation));
        Assert.Equal([32, 32, 32, 32, 64], embedding.Channels);
        Assert.Equal([5, 3, 3, 1, 1], embedding.KernelSizes);
        Assert.Equal([1, 2, 3, 1, 1], embedding.Dilations);
        AssertClassifier(folder.Classifier, ClassifierKind.Xvector, input: 32, blocks: 1, neurons: 32, outputs: 4);
    }

    [SharedFact("golden/audio/models/hf-ast")]
    public void Recognise_HuggingFaceFolders_AreNotSpeechBrain()
    {
        var folders = Directory.GetDirectories(Shared.Path("golden", "audio", "models"), "hf-*");

        Assert.True(folders.Length >= 20);
        Assert.All(folders, folder => Assert.False(SpeechBrainFolder.Recognise(folder), folder));
    }

    private static EncoderFolder Open(string name) => Assert.IsType<EncoderFolder>(SpeechBrainFolder.Open(Goldens.Path(["golden", "audio", "models", .. name.Split('/')]), EmotionLimits.Default));

    private static string Expected(string path) =>
        File.Exists(Path.Combine(path, "expected.json")) ? Path.Combine(path, "expected.json") : Path.Combine(Path.GetDirectoryName(path)!, "expected.json");

    private static void AssertStandardFeatures(EncoderFolder folder, int bands, int left = 5, int right = 5) => Assert.Equal(
        new FbankParameters
        {
            SampleRate = 16000,
            FftSize = 400,
            MelBands = bands,
            MinimumFrequency = 0,
            MaximumFrequency = 8000,
            WindowMilliseconds = 25,
            HopMilliseconds = 10,
            FilterShape = "triangular",
            Deltas = false,
            Context = false,
            LeftFrames = left,
            RightFrames = right,
            RequiresGradient = false,
        },
        folder.Features);

    private static void AssertSentence(EncoderFolder folder, bool deviation) => Assert.Equal(
        new NormalizationParameters
        {
            Kind = NormalizationKind.Sentence,
            DividesByDeviation = deviation,
            Epsilon = 1e-10,
            AvoidsPadding = false,
            Generation = NormalizationGeneration.Unknown,
        },
        folder.Normalization);

    private static void AssertEcapa(EmbeddingParameters embedding, int input, int[] channels, int attention, int scale, int se, int neurons)
    {
        var actual = Assert.IsType<EcapaParameters>(embedding);
        Assert.Equal(input, actual.InputSize);
        Assert.Equal(channels, actual.Channels);
        Assert.Equal(Kernels, actual.KernelSizes);
        Assert.Equal(Dilations, actual.Dilations);
        Assert.Equal([1, 1, 1, 1, 1], actual.Groups);
        Assert.Equal(attention, actual.AttentionChannels);
        Assert.Equal(scale, actual.Res2NetScale);
        Assert.Equal(se, actual.SeChannels);
        Assert.Equal(neurons, actual.LinNeurons);
        Assert.True(actual.GlobalContext);
        Assert.Equal(Activation.Relu, actual.Activation);
    }

    private static void AssertClassifier(ClassifierParameters actual, ClassifierKind kind, int input, int blocks, int neurons, int outputs)
    {
        Assert.Equal(kind, actual.Kind);
        Assert.Equal(input, actual.InputSize);
        Assert.Equal(blocks, actual.LinBlocks);
        Assert.Equal(neurons, actual.LinNeurons);
        Assert.Equal(outputs, actual.OutNeurons);
    }
}
