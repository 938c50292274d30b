namespace EmotionAI.Cli.Evaluating;

/// <summary>Holds a figure on the dev data, before and after.</summary>
internal sealed record CalibratedFigure(string Name, double Before, double After);
