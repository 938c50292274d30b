namespace EmotionAI.SpeechBrain;

/// <summary>Names the head that turns an embedding into scores.</summary>
internal enum ClassifierKind
{
    /// <summary><c>ECAPA_TDNN.Classifier</c>: [batch norm, linear]*, then the cosine with each label's weights.</summary>
    Cosine,

    /// <summary><c>Xvector.Classifier</c>: activation, batch norm, [linear, activation, batch norm]*, linear, log-softmax.</summary>
    Xvector,
}
