using System.Numerics.Tensors;
using EmotionAI.Audio;
using EmotionAI.Training.Writing;

namespace EmotionAI.Tests.Writing;

/// <summary>A folder with another head is loaded by the SDK and answers with that head, computed here in plain loops over the vectors of the encoder.</summary>
public sealed class SpeechHeadTests
{
    private const float Tolerance = 1e-5f;

    private static readonly EmotionLabels Labels = new(["anger", "boredom", "disgust", "fear", "joy", "neutral", "sadness"]);

    [Theory]
    [InlineData("models/audio/checkpoint")]
    [InlineData("golden/audio/models/sb-ecapa-published")]
    [InlineData("golden/audio/models/sb-ecapa-micro")]
    [InlineData("golden/audio/models/sb-ecapa-linblocks-defaultpaths")]
    [InlineData("golden/audio/models/sb-ecapa-xvecclassifier-globalnorm")]
    [InlineData("golden/audio/models/sb-train-ecapa")]
    [InlineData("golden/audio/models/bundle-audio")]
    [SharedData("models/audio-speechbrain", "models/audio-speechbrain/checkpoint")]
    public void Write_EncoderWithAnotherHead_AnswersWithIt(string model)
    {
        using var encoder = AudioEncoder.Load(Goldens.Path(model));
        var clips = Clips(encoder);
        var vectors = clips.Select(clip => encoder.Encode(clip).Vector.ToArray()).ToList();
        var (weights, bias) = Head(encoder.Dimensions, vectors);
        using var root = new TemporaryFolder();
        var writer = new ModelFolderWriter();

        SpeechHead.Write(writer, Goldens.Path(model), Labels, weights, bias, "checkpoint/");
        writer.WriteTo(root.File("trained"));

        using var classifier = AudioEmotionClassifier.Load(root.File("trained"));
        using var again = AudioEncoder.Load(root.File("trained"));
        Assert.Equal(Labels, classifier.Metadata.Labels);
        Assert.Empty(classifier.Warnings);
        Assert.Equal((encoder.Dimensions, encoder.SampleRate, encoder.MaxDuration), (again.Dimensions, again.SampleRate, again.MaxDuration));
        for (var i = 0; i < clips.Count; i++)
        {
            var expected = Scores(weights, bias, vectors[i]);
            var found = classifier.Classify(clips[i], new ClassificationOptions { SpeechGate = false }).Scores.Select(score => score.Score).ToArray();
            Assert.True(expected.Max() < 0.999f, $"{model}: the head is too sure to be told from another");
            Assert.Equal(expected, found, (a, b) => Math.Abs(a - b) <= Tolerance);
            Assert.Equal(vectors[i], again.Encode(clips[i]).Vector.ToArray());
        }
    }

    [Theory]
    [InlineData("models/audio/checkpoint", "inference_config.json, labels.json, model.onnx, preprocessor_config.json")]
    [InlineData("golden/audio/models/sb-ecapa-micro", "classifier.ckpt, config.json, embedding_model.ckpt, hyperparams.yaml, inference_config.json, label_encoder.txt, labels.json")]
    public void Write_Twice_GivesTheSameFiles(string model, string names)
    {
        using var encoder = AudioEncoder.Load(Goldens.Path(model));
        var (weights, bias) = Head(encoder.Dimensions, []);

        var (first, second) = (encoder.ExportWithHead(Labels, weights, bias), encoder.ExportWithHead(Labels, weights, bias));

        Assert.Equal(names, string.Join(", ", first.Keys));
        Assert.Equal(first.Keys, second.Keys);
        Assert.All(first, file => Assert.Equal(file.Value, second[file.Key]));
    }

    private static List<AudioClip> Clips(AudioEncoder encoder) =>
        [.. Directory.GetFiles(Path.Combine(Goldens.Root, "data", "audio", "emodb"), "*.flac").Order(StringComparer.Ordinal).Take(4).Select(path => encoder.Decode(path))];

    /// <summary>Makes a head whose logits lie within some units of one another, whatever the size of the vectors.</summary>
    private static (float[] Weights, float[] Bias) Head(int dimensions, List<float[]> vectors)
    {
        var random = new Random(5);
        var scale = vectors.Count == 0 ? 1 : 2 / TensorPrimitives.Norm<float>(vectors[0]);
        return ([.. Enumerable.Range(0, Labels.Count * dimensions).Select(_ => scale * (random.NextSingle() - 0.5f))], [.. Enumerable.Range(0, Labels.Count).Select(_ => random.NextSingle())]);
    }

    private static float[] Scores(float[] weights, float[] bias, float[] vector)
    {
        var logits = new float[bias.Length];
        for (var label = 0; label < logits.Length; label++)
        {
            logits[label] = TensorPrimitives.Dot<float>(weights.AsSpan(label * vector.Length, vector.Length), vector) + bias[label];
        }

        var scores = new float[logits.Length];
        TensorPrimitives.SoftMax<float>(logits, scores);
        return scores;
    }
}
