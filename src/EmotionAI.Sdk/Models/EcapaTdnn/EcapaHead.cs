using System.Numerics.Tensors;
using EmotionAI.Graphs;
using EmotionAI.SpeechBrain;

namespace EmotionAI.Models.EcapaTdnn;

/// <summary>The heads that SpeechBrain puts on an embedding: <c>ECAPA_TDNN.Classifier</c> (cosines) and <c>Xvector.Classifier</c> (log-probabilities).</summary>
internal sealed class EcapaHead(ClassifierParameters parameters) : IHead
{
    /// <summary>The name of the file with its tensors.</summary>
    public const string PartName = "classifier";

    private const float SmallestNorm = 1e-12f;

    public EncoderPart Needs => EncoderPart.FirstPosition;

    public string Write(NetworkWriter writer, EncoderOutput encoder) => parameters.Kind == ClassifierKind.Cosine
        ? Cosines(writer.Part(PartName), encoder.Hidden)
        : LogProbabilities(writer.Part(PartName), encoder.Hidden);

    private string Cosines(NetworkWriter writer, string x)
    {
        var graph = writer.Graph;
        long size = parameters.InputSize;
        for (var i = 0; i < parameters.LinBlocks; i++)
        {
            x = writer.BatchNorm(x, Invariant($"blocks.{2 * i}.norm"), size);
            x = writer.Dense(x, Invariant($"blocks.{(2 * i) + 1}.w"), size, parameters.LinNeurons);
            size = parameters.LinNeurons;
        }

        var norm = graph.Node("ReduceL2", [x], ("axes", new long[] { 1 }), ("keepdims", 1));
        var direction = graph.Node("Div", [x, graph.Node("Max", [norm, graph.Scalar(SmallestNorm)])]);
        return graph.Node("Gemm", [direction, Directions(writer, size)], ("transB", 1));
    }

    private string LogProbabilities(NetworkWriter writer, string x)
    {
        long size = parameters.InputSize;
        x = writer.BatchNorm(Activate(writer, x), "norm.norm", size);
        for (var i = 0; i < parameters.LinBlocks; i++)
        {
            x = Activate(writer, writer.Dense(x, Invariant($"DNN.block_{i}.linear.w"), size, parameters.LinNeurons));
            size = parameters.LinNeurons;
            x = writer.BatchNorm(x, Invariant($"DNN.block_{i}.norm.norm"), size);
        }

        return writer.Graph.Node("LogSoftmax", [writer.Dense(x, "out.w", size, parameters.OutNeurons)], ("axis", 1));
    }

    /// <summary>Adds the weights of the labels, each row brought to length 1.</summary>
    private string Directions(NetworkWriter writer, long size)
    {
        var weight = writer.Find("weight", parameters.OutNeurons, size);
        return writer.Fold([parameters.OutNeurons, size], () => Normalize(weight.Values(), (int)size));
    }

    private static float[] Normalize(float[] rows, int size)
    {
        for (var start = 0; start < rows.Length; start += size)
        {
            var row = rows.AsSpan(start, size);
            TensorPrimitives.Divide(row, MathF.Max(TensorPrimitives.Norm(row), SmallestNorm), row);
        }

        return rows;
    }

    private string Activate(NetworkWriter writer, string x) => SpeechBrainActivation.Apply(writer.Graph, parameters.Activation, x);
}
