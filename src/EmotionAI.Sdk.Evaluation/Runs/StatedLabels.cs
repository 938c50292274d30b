namespace EmotionAI.Evaluation.Runs;

/// <summary>Holds the labels that a file states of a sample.</summary>
/// <param name="Indices">The labels, ascending.</param>
/// <param name="IsEmptyField">Whether a field was empty: that says 'none' where samples may have several labels, else that the label is missing. A list without items always says 'none'.</param>
internal readonly record struct StatedLabels(int[] Indices, bool IsEmptyField = false);
