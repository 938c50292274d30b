namespace EmotionAI.SpeechBrain;

/// <summary>Names the pipeline of a SpeechBrain folder.</summary>
internal enum SpeechBrainKind
{
    /// <summary><c>EncoderClassifier</c>: filter bank, normalisation, ECAPA-TDNN, classifier.</summary>
    EcapaClassifier,
}
