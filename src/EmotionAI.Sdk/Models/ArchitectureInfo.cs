using EmotionAI.Graphs;

namespace EmotionAI.Models;

/// <summary>Names an architecture: recognition, messages and docs/checkpoints.md come from this.</summary>
/// <param name="Name">The name people know it by.</param>
/// <param name="ModelTypes">The values of <c>model_type</c> in <c>config.json</c>.</param>
/// <param name="Prefix">What the names of the encoder's tensors begin with.</param>
/// <param name="Head">The head, as transformers computes it.</param>
/// <param name="HeadWeight">The tensor whose rows are the labels.</param>
internal sealed record ArchitectureInfo(string Name, IReadOnlyList<string> ModelTypes, string Prefix, string Head, string HeadWeight)
{
    /// <summary>Gets the tensors whose rows are the labels in heads of other makers.</summary>
    public IReadOnlyList<string> OtherHeadWeights { get; init; } = [];

    /// <summary>Finds the tensor whose rows are the labels; <see cref="HeadWeight"/> where the checkpoint has none of them.</summary>
    public string FindHead(WeightFiles? files) =>
        OtherHeadWeights.Prepend(HeadWeight).FirstOrDefault(name => files is not null && files.TryFind("", name, out _)) ?? HeadWeight;
}
