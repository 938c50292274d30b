namespace EmotionAI.Training.Torch;

/// <summary>Is a point of a training's curve.</summary>
/// <param name="Step">The steps that were done.</param>
/// <param name="Loss">The mean loss of the steps since the point before.</param>
/// <param name="MacroF1">The macro-F1 on dev; null without dev data.</param>
public readonly record struct TrainingPoint(int Step, double Loss, double? MacroF1);
