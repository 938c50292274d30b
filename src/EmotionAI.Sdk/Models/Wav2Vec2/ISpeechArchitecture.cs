namespace EmotionAI.Models.Wav2Vec2;

/// <summary>An architecture whose encoder reads samples; toolkits put heads of their own on it.</summary>
internal interface ISpeechArchitecture : IAudioArchitecture
{
    /// <summary>Reads the settings of the encoder; no weight is touched.</summary>
    /// <param name="source">The settings.</param>
    /// <param name="prefix">What the names of its tensors begin with.</param>
    /// <returns>The encoder; null where there was a problem, which was added.</returns>
    SpeechEncoder? ReadEncoder(ModelSource source, string prefix);

    /// <summary>Reads the settings of the classifier that transformers makes of it.</summary>
    AudioClassifierNetwork? IAudioArchitecture.Read(AudioSource source) => SpeechSettings.Classifier(source, ReadEncoder(source.Settings, Info.Prefix));
}
