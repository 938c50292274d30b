namespace EmotionAI.Models;

/// <summary>Names one family of Hugging Face encoders.</summary>
internal interface IArchitecture
{
    ArchitectureInfo Info { get; }
}
