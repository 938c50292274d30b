using System.Numerics.Tensors;
using System.Text.Json;
using EmotionAI.Graphs;
using EmotionAI.Inference;
using EmotionAI.Models;
using EmotionAI.Text;

namespace EmotionAI.Tests.Text.Parity;

/// <summary>Compares vectors with what transformers and sentence-transformers give, and pooling with a loop over all positions.</summary>
public sealed class TextEncoderParityTests
{
    private const double Tolerance = 1e-4;
    private const double BatchTolerance = 1e-5;

    /// <summary>The weights in the folder are those of the reference, rounded to half precision.</summary>
    private const double HalfTolerance = 1e-3;

    private const string MiniLM = "models/base/all-minilm-l6-v2";

    public static TheoryData<string> Models => [.. Goldens.Folders("*", "golden", "text", "models").Where(name => Expected(name).TryGetProperty("hidden_states_first_position", out _))];

    [Theory]
    [MemberData(nameof(Models))]
    public void Encode_FirstToken_IsTheLastHiddenStateOfTransformers(string name)
    {
        var states = Expected(name).GetProperty("hidden_states_first_position");
        var text = Expected(name).GetProperty("texts")[states.GetProperty("text_index").GetInt32()].GetString()!;
        using var encoder = TextEncoder.Load(Golden(name), new TextEncoderOptions { Pooling = TextPooling.FirstToken, Normalize = false });

        var vector = encoder.Encode(text).Vector.Span;

        AssertClose([.. states.GetProperty("states").EnumerateArray().Last().EnumerateArray().Select(item => item.GetSingle())], vector, Tolerance, name);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Encode_Mean_IsTheMeanOfAllPositionsAndAloneOrTogetherTheSame(string name)
    {
        string[] texts = [.. Expected(name).GetProperty("texts").EnumerateArray().Select(item => item.GetString()!)];
        using var encoder = TextEncoder.Load(Golden(name));
        using var bare = TextEncoder.Load(Golden(name), new TextEncoderOptions { Normalize = false });

        var batch = encoder.EncodeBatch(texts);

        for (var i = 0; i < texts.Length; i++)
        {
            var single = encoder.Encode(texts[i]);
            var mean = bare.Encode(texts[i]).Vector.ToArray();
            AssertClose(Mean(Golden(name), bare, texts[i]), mean, BatchTolerance, $"{name}, text {i}, mean");
            TensorPrimitives.Divide(mean, TensorPrimitives.Norm(mean), mean);
            AssertClose(mean, single.Vector.Span, BatchTolerance, $"{name}, text {i}, length 1");
            AssertClose(single.Vector.Span, batch[i].Vector.Span, BatchTolerance, $"{name}, text {i}, batch against single");
            Assert.Equal((single.TokenCount, single.IsTruncated), (batch[i].TokenCount, batch[i].IsTruncated));
            Assert.Equal(encoder.Tokenizer.Encode(texts[i], new int[encoder.MaxLength]), single.TokenCount);
        }
    }

    /// <summary>The cosines that the documentation of Hugging Face gives for this model.</summary>
    [SharedTheory(MiniLM)]
    [InlineData("That is a happy dog", 0.6945773363113403)]
    [InlineData("That is a very happy person", 0.9429150819778442)]
    [InlineData("Today is a sunny day", 0.2568760812282562)]
    public void Encode_SentenceEncoderWithoutAHead_GivesTheCosinesOfSentenceTransformers(string other, double expected)
    {
        using var encoder = TextEncoder.Load(Goldens.Path(MiniLM));
        var vectors = encoder.EncodeBatch(["That is a happy person", other]);

        Assert.Equal((384, 512, TextPooling.Mean, true), (encoder.Dimensions, encoder.MaxLength, encoder.Pooling, encoder.IsNormalized));
        Assert.Empty(encoder.Warnings);
        Assert.Equal(expected, TensorPrimitives.Dot(vectors[0].Vector.Span, vectors[1].Vector.Span), HalfTolerance);
    }

    /// <summary>Computes the mean from all positions of the network, in double precision.</summary>
    private static float[] Mean(string directory, TextEncoder encoder, string text)
    {
        var ids = new int[encoder.MaxLength];
        var length = encoder.Tokenizer.Encode(text, ids);
        using var bundle = EmotionAI.Bundles.ModelBundle.Load(directory);
        var hidden = new float[length * encoder.Dimensions];
        using (var session = ((WrittenNetwork)bundle.Network!).Open(new SessionSettings(1), new EveryPosition(hidden.Length), hidden.Length))
        {
            session.Run<int>(ids.AsSpan(0, length), new TensorShape(1, length), [], hidden, CancellationToken.None);
        }

        var mean = new float[encoder.Dimensions];
        for (var column = 0; column < mean.Length; column++)
        {
            var sum = 0d;
            for (var position = 0; position < length; position++)
            {
                sum += hidden[(position * mean.Length) + column];
            }

            mean[column] = (float)(sum / length);
        }

        return mean;
    }

    private static string Golden(string name) => Goldens.Path("golden", "text", "models", name);

    private static JsonElement Expected(string name) => JsonDocument.Parse(File.ReadAllText(Path.Combine(Golden(name), "expected.json"))).RootElement;

    private static void AssertClose(ReadOnlySpan<float> expected, ReadOnlySpan<float> found, double tolerance, string place)
    {
        Assert.Equal(expected.Length, found.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.True(Math.Abs(expected[i] - found[i]) <= tolerance, $"{place}: number {i} is {found[i]:R}, expected {expected[i]:R}.");
        }
    }

    /// <summary>Gives all positions of one text, one behind the other.</summary>
    private sealed record EveryPosition(int Size) : IHead
    {
        public EncoderPart Needs => EncoderPart.AllPositions;

        public string Write(NetworkWriter writer, EncoderOutput encoder) => writer.Graph.Node("Reshape", [encoder.Hidden, writer.Graph.Constant(1, Size)]);
    }
}
