namespace EmotionAI.SpeechBrain;

/// <summary>Tells lobes apart by what they run.</summary>
internal enum LobeKind
{
    /// <summary>An encoder of transformers that reads samples.</summary>
    Samples,

    /// <summary>Such an encoder, of which all layers are added by weights of the checkpoint (<c>WeightedSSLModel</c>).</summary>
    WeightedLayers,

    /// <summary>The encoder of Whisper.</summary>
    Whisper,

    /// <summary>The wav2vec 2.0 of fairseq, whose tensors have other names.</summary>
    Fairseq,
}
