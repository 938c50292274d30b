using EmotionAI.Checkpoints;

namespace EmotionAI.Graphs;

/// <summary>Stands for a weight that a network asked for.</summary>
/// <param name="Tensor">The tensor; null where the checkpoint has none that fits, which was reported.</param>
internal readonly record struct NetworkWeight(CheckpointTensor? Tensor)
{
    /// <summary>Reads the numbers; only for what is computed when a session is opened.</summary>
    public float[] Values() => TensorReader.ToSingles(Tensor ?? throw new InvalidOperationException("A weight is read before it was checked."));
}
