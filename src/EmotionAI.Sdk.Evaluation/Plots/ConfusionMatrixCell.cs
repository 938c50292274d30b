using SkiaSharp;

namespace EmotionAI.Evaluation.Plots;

/// <summary>Holds what is drawn of one cell.</summary>
/// <param name="Text">The number.</param>
/// <param name="Fill">The colour of the cell.</param>
/// <param name="TextIsLight">Whether the number is white; else it is black.</param>
internal readonly record struct ConfusionMatrixCell(string Text, SKColor Fill, bool TextIsLight);
