namespace EmotionAI.Training.Heads;

/// <summary>Names a sample whose label the model contradicts with confidence although it never learned from it: a mistake of the model, or of who labelled.</summary>
/// <param name="Id">The sample.</param>
/// <param name="Input">The text, or the path of the recording.</param>
/// <param name="Labels">The labels it has.</param>
/// <param name="Predicted">The label that the model gives.</param>
/// <param name="Score">How sure the model is of its own label, 0 to 1.</param>
/// <param name="LabelScore">What it gives the label that the sample has, 0 to 1.</param>
public sealed record DoubtfulLabel(string Id, string Input, IReadOnlyList<string> Labels, string Predicted, double Score, double LabelScore)
{
    /// <summary>Gets the labels it has.</summary>
    public IReadOnlyList<string> Labels { get; } = Frozen.Copy(Labels);
}
