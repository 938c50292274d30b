using System.Numerics.Tensors;
using EmotionAI.Checkpoints;
using EmotionAI.Checkpoints.SpeechBrain;

namespace EmotionAI.Graphs.EcapaTdnn;

/// <summary>Builds the heads that SpeechBrain puts on an embedding: <c>ECAPA_TDNN.Classifier</c> (cosines) and <c>Xvector.Classifier</c> (log-probabilities).</summary>
internal sealed class EcapaHead(OnnxGraphBuilder graph, ClassifierParameters parameters, StateDictionary weights)
{
    private const float BatchNormEps = 1e-5f;
    private const float SmallestNorm = 1e-12f;

    /// <summary>Lists the tensors of a head.</summary>
    public static IEnumerable<TensorRequirement> Requirements(ClassifierParameters parameters) => parameters.Kind == ClassifierKind.Cosine
        ? CosineRequirements(parameters)
        : XvectorRequirements(parameters);

    /// <summary>Adds the outputs.</summary>
    /// <param name="embedding">The embedding, <c>[batch, features]</c>.</param>
    /// <returns>The outputs, <c>[batch, labels]</c>.</returns>
    public string Outputs(string embedding) => parameters.Kind == ClassifierKind.Cosine ? Cosines(embedding) : LogProbabilities(embedding);

    private static IEnumerable<TensorRequirement> CosineRequirements(ClassifierParameters parameters)
    {
        long size = parameters.InputSize;
        for (var i = 0; i < parameters.LinBlocks; i++)
        {
            foreach (var tensor in NormRequirements(Invariant($"blocks.{2 * i}.norm"), size))
            {
                yield return tensor;
            }

            yield return new(Invariant($"blocks.{(2 * i) + 1}.w.weight"), parameters.LinNeurons, size);
            yield return new(Invariant($"blocks.{(2 * i) + 1}.w.bias"), parameters.LinNeurons);
            size = parameters.LinNeurons;
        }

        yield return new("weight", parameters.OutNeurons, size);
    }

    private static List<TensorRequirement> XvectorRequirements(ClassifierParameters parameters)
    {
        long size = parameters.InputSize;
        List<TensorRequirement> tensors = [.. NormRequirements("norm.norm", size)];
        for (var i = 0; i < parameters.LinBlocks; i++)
        {
            tensors.Add(new(Invariant($"DNN.block_{i}.linear.w.weight"), parameters.LinNeurons, size));
            tensors.Add(new(Invariant($"DNN.block_{i}.linear.w.bias"), parameters.LinNeurons));
            size = parameters.LinNeurons;
            tensors.AddRange(NormRequirements(Invariant($"DNN.block_{i}.norm.norm"), size));
        }

        tensors.Add(new("out.w.weight", parameters.OutNeurons, size));
        tensors.Add(new("out.w.bias", parameters.OutNeurons));
        return tensors;
    }

    private static IEnumerable<TensorRequirement> NormRequirements(string name, long size) =>
        ((string[])["weight", "bias", "running_mean", "running_var"]).Select(part => new TensorRequirement($"{name}.{part}", size));

    private string Cosines(string x)
    {
        for (var i = 0; i < parameters.LinBlocks; i++)
        {
            x = Linear(BatchNorm(x, Invariant($"blocks.{2 * i}.norm")), Invariant($"blocks.{(2 * i) + 1}.w"));
        }

        var norm = graph.Node("ReduceL2", [x], ("axes", new long[] { 1 }), ("keepdims", 1));
        var direction = graph.Node("Div", [x, graph.Node("Max", [norm, graph.Constant([SmallestNorm], [])])]);
        return graph.Node("Gemm", [direction, Directions()], ("transB", 1));
    }

    private string LogProbabilities(string x)
    {
        x = BatchNorm(Activate(x), "norm.norm");
        for (var i = 0; i < parameters.LinBlocks; i++)
        {
            x = BatchNorm(Activate(Linear(x, Invariant($"DNN.block_{i}.linear.w"))), Invariant($"DNN.block_{i}.norm.norm"));
        }

        return graph.Node("LogSoftmax", [Linear(x, "out.w")], ("axis", 1));
    }

    /// <summary>Adds the weights of the labels, each row brought to length 1.</summary>
    private string Directions()
    {
        var tensor = Find("weight");
        var rows = TensorReader.ToSingles(tensor);
        var size = (int)tensor.Shape[1];
        for (var start = 0; start < rows.Length; start += size)
        {
            var row = rows.AsSpan(start, size);
            var length = MathF.Max(TensorPrimitives.Norm(row), SmallestNorm);
            TensorPrimitives.Divide(row, length, row);
        }

        return graph.Constant(rows, tensor.Shape);
    }

    private string Activate(string x) => SpeechBrainActivation.Apply(graph, parameters.Activation, x);

    private string Linear(string x, string name) => graph.Node("Gemm", [x, Weight($"{name}.weight"), Weight($"{name}.bias")], ("transB", 1));

    private string BatchNorm(string x, string name) => graph.Node(
        "BatchNormalization",
        [x, Weight($"{name}.weight"), Weight($"{name}.bias"), Weight($"{name}.running_mean"), Weight($"{name}.running_var")],
        ("epsilon", BatchNormEps));

    private string Weight(string name) => graph.Weight(Find(name));

    private CheckpointTensor Find(string name) => weights.TryGet(name, out var tensor)
        ? tensor
        : throw new InvalidOperationException($"The tensor '{name}' was not checked before the graph was built.");
}
