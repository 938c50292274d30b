using System.Text.Json;
using System.Text.Json.Nodes;
using EmotionAI.Audio;
using EmotionAI.Bundles;
using EmotionAI.Tests.Checkpoints;
using Microsoft.ML.OnnxRuntime;

namespace EmotionAI.Tests.Audio;

/// <summary>Speech classifiers of Hugging Face folders, in what the goldens do not hold.</summary>
public sealed class HuggingFaceAudioTests
{
    private const float Tolerance = 1e-5f;
    private static readonly ClassificationOptions NoGate = new() { SpeechGate = false };

    [Fact]
    public void Inspect_Folder_IsOneOfSpeech()
    {
        using var bundle = ModelBundle.Load(Golden("hf-wav2vec2-micro"));

        Assert.Equal(("hugging-face/wav2vec2", ModelModality.Audio, 16_000), (bundle.Kind, bundle.Modality, bundle.Metadata!.SampleRate));
        Assert.Null(bundle.Metadata.MaxDuration);
        Assert.Empty(bundle.Problems);
    }

    [Theory]
    [InlineData("hf-wav2vec2-micro", 400)]
    [InlineData("hf-sew", 720)]
    [InlineData("hf-wav2vec2-conformer", 400)]
    public void Classify_ShorterThanAFrame_EqualsZerosAppended(string name, int fewest)
    {
        using var classifier = AudioEmotionClassifier.Load(Golden(name));
        var samples = Noise(fewest - 1);

        var found = classifier.Classify(new AudioClip(samples, 16_000), NoGate);

        Assert.Equal(classifier.Classify(new AudioClip((float[])[.. samples, 0f], 16_000), NoGate).Logits, found.Logits);
        Assert.All(classifier.Classify(new AudioClip((float[])[0.5f], 16_000), NoGate).Logits, logit => Assert.True(float.IsFinite(logit)));
    }

    [Fact]
    public void Classify_LongerThanAttentionCanHold_IsRefusedBeforeItRuns()
    {
        using var classifier = AudioEmotionClassifier.Load(Golden("hf-wav2vec2-micro"));

        var e = Assert.Throws<EmotionAIException>(() => classifier.Classify(new AudioClip(new float[16_000 * 340], 16_000), NoGate));

        Assert.Equal(EmotionErrorCodes.LimitExceeded, e.Code);
        Assert.Contains("at most 327 s are allowed at once by this model", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hf-wav2vec2-micro", "classifier", 8)]
    [InlineData("hf-audeering-dimensional", "classifier.out_proj", 32)]
    public void Encode_Clip_IsWhatTheLastLayerReads(string name, string layer, int dimensions)
    {
        using var bundle = ModelBundle.Load(Golden(name));
        using var classifier = AudioEmotionClassifier.Load(bundle);
        using var encoder = AudioEncoder.Load(bundle);
        using var weights = ModelWeights.Open(Golden(name));
        Assert.True(weights.TryRead($"{layer}.weight", out var matrix, out _));
        Assert.True(weights.TryRead($"{layer}.bias", out var bias, out _));
        var clip = new AudioClip(Noise(9_000), 16_000);

        var vector = encoder.Encode(clip).Vector.ToArray();

        Assert.Equal(dimensions, vector.Length);
        Assert.Equal(dimensions, encoder.Dimensions);
        var logits = classifier.Classify(clip, NoGate).Logits;
        Assert.All(logits.Select((logit, row) => (logit, row)), item => Assert.Equal(item.logit, bias[item.row] + vector.Select((value, i) => value * matrix[(item.row * dimensions) + i]).Sum(), Tolerance));
    }

    [Fact]
    public void Classify_WeightThatIsNotNormalizedAnyMore_IsTheSame()
    {
        using var folder = TemporaryFolder.CopyOf(Golden("hf-wav2vec2-micro"));
        WithPlainConvolution(folder);
        using var expected = AudioEmotionClassifier.Load(Golden("hf-wav2vec2-micro"));
        using var found = AudioEmotionClassifier.Load(folder.Path);
        var clip = new AudioClip(Noise(6_000), 16_000);

        Assert.All(expected.Classify(clip, NoGate).Logits.Zip(found.Classify(clip, NoGate).Logits), pair => Assert.Equal(pair.First, pair.Second, Tolerance));
    }

    [Theory]
    [InlineData("hf-wav2vec2-micro")]
    [InlineData("sb-wav2vec2-iemocap-published")]
    public void Export_SpeechModel_ReadsSamplesAndGivesTheSameLogits(string name)
    {
        using var folder = new TemporaryFolder();
        using var bundle = ModelBundle.Load(Golden(name));
        using var classifier = AudioEmotionClassifier.Load(bundle);
        var samples = Noise(5_000);
        var normalized = new float[samples.Length];

        var result = OnnxExport.Write(bundle, folder.File("model.onnx"));

        bundle.Audio!.Features.Compute(samples, normalized);
        using var session = new InferenceSession(folder.File("model.onnx"));
        using var values = OrtValue.CreateTensorValueFromMemory(normalized, [1, samples.Length]);
        using var options = new RunOptions();
        using var outputs = session.Run(options, ["input_values"], [values], ["logits"]);
        Assert.Equal(["input_values: Float [batch, samples]"], result.Inputs);
        Assert.All(classifier.Classify(new AudioClip(samples, 16_000), NoGate).Logits.Zip(outputs[0].GetTensorDataAsSpan<float>().ToArray()), pair => Assert.Equal(pair.First, pair.Second, Tolerance));
    }

    [Fact]
    public void Load_WithoutFrontEnd_NamesTheFile()
    {
        using var folder = TemporaryFolder.CopyOf(Golden("hf-wav2vec2-micro"));
        File.Delete(folder.File("preprocessor_config.json"));

        var problem = Assert.Single(ModelBundle.Inspect(folder.Path).Problems);

        Assert.Equal((EmotionErrorCodes.FileMissing, "preprocessor_config.json"), (problem.Code, problem.File));
    }

    [Fact]
    public void Load_OnnxModelBesideWeights_IsToldAndNotRead()
    {
        using var folder = TemporaryFolder.CopyOf(Golden("hf-wav2vec2-micro"));
        folder.Write("model.onnx", "not read");

        using var bundle = ModelBundle.Load(folder.Path);

        Assert.Equal("hugging-face/wav2vec2", bundle.Kind);
        Assert.Equal(("model.onnx", BundleSeverity.Warning), (Assert.Single(bundle.Problems).File, bundle.Problems[0].Severity));
    }

    [Theory]
    [InlineData("\"problem_type\": null, \"finetuning_task\": null", true)]
    [InlineData("\"problem_type\": null, \"finetuning_task\": \"wav2vec2_reg\", \"id2label\": {\"0\": \"a\", \"1\": \"b\", \"2\": \"c\"}", true)]
    [InlineData("\"problem_type\": null, \"finetuning_task\": null, \"id2label\": {\"0\": \"a\", \"1\": \"b\", \"2\": \"c\"}", false)]
    [InlineData("\"problem_type\": \"single_label_classification\"", false)]
    public void Load_QuantitiesThatNothingNames_AreNoProbabilities(string changes, bool areQuantities)
    {
        using var folder = TemporaryFolder.CopyOf(Golden("hf-audeering-dimensional"));
        Change(folder, changes);
        using var classifier = AudioEmotionClassifier.Load(folder.Path);

        var prediction = classifier.Classify(new AudioClip(Noise(8_000), 16_000), NoGate);

        Assert.Equal(areQuantities ? ProblemType.Regression : ProblemType.SingleLabel, classifier.Metadata.ProblemType);
        Assert.Equal(areQuantities, prediction.Dimensions is not null);
        Assert.Equal(areQuantities, classifier.Warnings.Any(warning => warning.Key == "problem_type"));
        Assert.Equal(areQuantities, Math.Abs(prediction.Scores.Sum(score => score.Score) - 1) > 1e-3);
    }

    [Theory]
    [InlineData("null", false)]
    [InlineData("\"multi_label_classification\"", true)]
    public void Load_OneOutput_IsNoSoftmaxByDefault(string problemType, bool isUsable)
    {
        using var folder = TemporaryFolder.CopyOf(Golden("hf-wav2vec2-micro"));
        Rewrite(folder, (name, values, shape) => name.StartsWith("classifier.", StringComparison.Ordinal) ? (name, values[..(values.Length / (int)shape[0])], [1, .. shape.Skip(1)]) : (name, values, shape));
        Change(folder, $"\"problem_type\": {problemType}, \"id2label\": {{\"0\": \"joy\"}}, \"label2id\": {{\"joy\": 0}}");

        var bundle = ModelBundle.Inspect(folder.Path);

        Assert.Equal(isUsable, bundle.IsUsable);
        Assert.Equal(isUsable ? [] : [BundleProblemCodes.ActivationUnknown], bundle.Problems.Select(problem => problem.Code));
    }

    [Fact]
    public void Classify_Dimensions_AreTheOutputsByName()
    {
        using var classifier = AudioEmotionClassifier.Load(Golden("hf-audeering-dimensional"));

        var loud = classifier.Classify(new AudioClip(Noise(16_000), 16_000), NoGate);
        var silent = classifier.Classify(new AudioClip(new float[16_000], 16_000));

        Assert.Equal(["arousal", "dominance", "valence"], loud.Dimensions!.Keys);
        Assert.Equal(loud.Logits, loud.Dimensions.Values);
        Assert.Equal(loud.Logits[0], loud.Dimensions["arousal"]);
        Assert.Contains("\"dimensions\":{\"arousal\":", JsonSerializer.Serialize(loud, JsonSerializerOptions.Web), StringComparison.Ordinal);
        Assert.NotNull(silent.NoSpeech);
        Assert.Null(silent.Dimensions);
        Assert.DoesNotContain("dimensions", JsonSerializer.Serialize(silent, JsonSerializerOptions.Web), StringComparison.Ordinal);
    }

    private static string Golden(string name) => Goldens.Path("golden", "audio", "models", name);

    private static float[] Noise(int count)
    {
        var random = new Random(7);
        return [.. Enumerable.Range(0, count).Select(_ => (float)((random.NextDouble() * 0.4) - 0.2))];
    }

    private static void Change(TemporaryFolder folder, string changes)
    {
        var settings = JsonNode.Parse(File.ReadAllText(folder.File("config.json")))!.AsObject();
        foreach (var (key, value) in JsonNode.Parse($"{{{changes}}}")!.AsObject().ToList())
        {
            settings[key] = value?.DeepClone();
        }

        folder.Write("config.json", settings.ToJsonString());
    }

    /// <summary>Saves the positional convolution as <c>remove_weight_norm</c> of torch leaves it.</summary>
    private static void WithPlainConvolution(TemporaryFolder folder)
    {
        const string name = "wav2vec2.encoder.pos_conv_embed.conv.";
        float[] lengths;
        using (var weights = ModelWeights.Open(folder.Path))
        {
            lengths = weights.TryRead(name + "parametrizations.weight.original0", out var values, out _) ? values : [];
        }

        Rewrite(folder, (tensor, values, shape) => tensor switch
        {
            name + "parametrizations.weight.original0" => null,
            name + "parametrizations.weight.original1" => (name + "weight", Normalized(lengths, values), shape),
            _ => (tensor, values, shape),
        });
    }

    private static float[] Normalized(float[] lengths, float[] direction) =>
        [.. direction.Select((value, i) => value * lengths[i % lengths.Length] / MathF.Sqrt(direction.Where((_, at) => at % lengths.Length == i % lengths.Length).Sum(other => other * other)))];

    private static void Rewrite(TemporaryFolder folder, Func<string, float[], IReadOnlyList<long>, (string Name, float[] Values, IReadOnlyList<long> Shape)?> change)
    {
        var header = new List<string>();
        var data = new List<byte>();
        using (var weights = ModelWeights.Open(folder.Path))
        {
            foreach (var name in weights.Names)
            {
                Assert.True(weights.TryRead(name, out var read, out var shape));
                if (change(name, read, shape) is { } saved)
                {
                    header.Add($$"""{{'"'}}{{saved.Name}}":{"dtype":"F32","shape":[{{string.Join(",", saved.Shape)}}],"data_offsets":[{{data.Count}},{{data.Count + (4 * saved.Values.Length)}}]}""");
                    data.AddRange(saved.Values.SelectMany(BitConverter.GetBytes));
                }
            }
        }

        folder.Write("model.safetensors", SafeTensorsBuilder.Build($"{{{string.Join(",", header)}}}", [.. data]));
    }
}
