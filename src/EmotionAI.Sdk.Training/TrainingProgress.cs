namespace EmotionAI.Training;

/// <summary>Tells how far a training is.</summary>
/// <param name="Stage">What is being done, such as <c>features</c> or <c>folds</c>.</param>
/// <param name="Done">How much of the stage is done.</param>
/// <param name="Total">How much there is.</param>
/// <param name="Left">How long the stage will take yet, from its speed so far; null before there is one.</param>
public sealed record TrainingProgress(string Stage, int Done, int Total, TimeSpan? Left);
