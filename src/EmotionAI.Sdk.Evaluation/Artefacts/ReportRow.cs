namespace EmotionAI.Evaluation.Artefacts;

/// <summary>Holds a row of a classification report.</summary>
/// <param name="Name">The label, or the name of the average.</param>
/// <param name="Precision">The precision; NaN where the file leaves it empty.</param>
/// <param name="Recall">The recall; NaN where the file leaves it empty.</param>
/// <param name="F1">The F1; NaN where the file leaves it empty.</param>
/// <param name="Support">The number of samples that have the label.</param>
internal sealed record ReportRow(string Name, double Precision, double Recall, double F1, long Support)
{
    /// <summary>Gets the threshold of the label, where the file says it.</summary>
    public double? Threshold { get; init; }
}
