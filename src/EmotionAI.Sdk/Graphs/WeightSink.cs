using EmotionAI.Checkpoints;

namespace EmotionAI.Graphs;

/// <summary>Takes the weights that a network asks for: to check them, or to write them.</summary>
internal abstract class WeightSink(WeightFiles files)
{
    /// <summary>Stands for the value of a weight that is not there; a network with one is never run.</summary>
    public const string Placeholder = "";

    public OnnxGraphBuilder Graph { get; } = new();

    protected WeightFiles Files { get; } = files;

    public abstract CheckpointTensor? Find(string part, string name, ReadOnlySpan<long> shape);

    public abstract string Add(CheckpointTensor tensor);

    public abstract string AddStored(CheckpointTensor tensor);

    public abstract string AddComputed(ReadOnlySpan<long> shape, Func<float[]> compute);

    public abstract string MatMul(string x, CheckpointTensor tensor);
}
