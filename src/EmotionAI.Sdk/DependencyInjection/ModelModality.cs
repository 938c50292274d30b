namespace EmotionAI.DependencyInjection;

/// <summary>Names the two kinds of input a model is chosen for.</summary>
internal enum ModelModality
{
    Text,
    Audio,
}
