using EmotionAI.Checkpoints;

namespace EmotionAI.Graphs;

/// <summary>Takes the weights that a network asks for: to check them, or to write them.</summary>
internal abstract class WeightSink(WeightFiles files)
{
    /// <summary>Stands for the value of a weight that is not there; a network with one is never run.</summary>
    public const string Placeholder = "";

    public OnnxGraphBuilder Graph { get; } = new();

    protected WeightFiles Files { get; } = files;

    /// <summary>Tells whether there is a tensor of a name; what it holds is not checked.</summary>
    public bool Has(string part, string name) => Files.TryFind(part, name, out _);

    public abstract CheckpointTensor? Find(string part, string name, ReadOnlySpan<long> shape);

    public abstract string Add(CheckpointTensor tensor);

    public abstract string AddStored(CheckpointTensor tensor);

    public abstract string AddComputed(ReadOnlySpan<long> shape, Func<float[]> compute);

    public abstract string MatMul(string x, CheckpointTensor tensor);
}
