namespace EmotionAI.Models;

/// <summary>Reads the settings of one family of Hugging Face encoders for speech.</summary>
internal interface IAudioArchitecture : IArchitecture
{
    /// <summary>Reads the settings; no weight is touched.</summary>
    /// <returns>The network with its front end and its head; null where there was a problem, which was added.</returns>
    AudioClassifierNetwork? Read(AudioSource source);
}
