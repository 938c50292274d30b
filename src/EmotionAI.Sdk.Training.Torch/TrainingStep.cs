namespace EmotionAI.Training.Torch;

/// <summary>Is a step of a training that was done, and says how far it is.</summary>
/// <param name="Step">The steps that are done.</param>
/// <param name="Steps">All steps.</param>
/// <param name="Epoch">The epoch of the step, from 1.</param>
/// <param name="Loss">The loss of the step.</param>
/// <param name="SamplesPerSecond">The samples of a second, over what ran in this process.</param>
/// <param name="TimeLeft">The time that the other steps will take at this rate.</param>
/// <param name="MacroF1">The macro-F1 on dev where it was measured after this step; else null.</param>
public readonly record struct TrainingStep(int Step, int Steps, int Epoch, double Loss, double SamplesPerSecond, TimeSpan TimeLeft, double? MacroF1);
