namespace EmotionAI.DependencyInjection;

/// <summary>Stands for the check of all model folders when the application starts; holds nothing.</summary>
internal sealed class ModelCheck;
