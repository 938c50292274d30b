namespace EmotionAI.Evaluation.Runs;

/// <summary>Holds the quantities that a row states, in the order of the dimensions.</summary>
internal readonly record struct StatedQuantities(double[] Values);
