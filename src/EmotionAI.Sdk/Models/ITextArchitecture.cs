namespace EmotionAI.Models;

/// <summary>Reads the settings of one family of Hugging Face encoders for text.</summary>
internal interface ITextArchitecture : IArchitecture
{
    /// <summary>Reads the settings; no weight is touched.</summary>
    /// <returns>The network with its head; null where there was a problem, which was added.</returns>
    ClassifierNetwork? Read(ModelSource source);
}
