namespace EmotionAI.SpeechBrain;

/// <summary>Describes a folder of an <c>EncoderClassifier</c>: filter bank, normalization, a model of an embedding, classifier.</summary>
internal sealed record EncoderFolder : SpeechBrainFolder
{
    /// <summary>Gets the sample rate that the model hears, in Hz.</summary>
    public override int SampleRate => Features.SampleRate;

    public required FbankParameters Features { get; init; }

    public required NormalizationParameters Normalization { get; init; }

    public required EmbeddingParameters Embedding { get; init; }

    public required ClassifierParameters Classifier { get; init; }

    public override int OutNeurons => Classifier.OutNeurons;

    /// <summary>Gets the torch file with the tensors of the embedding.</summary>
    public required string EmbeddingPath { get; init; }

    /// <summary>Gets the torch file with the tensors of the classifier.</summary>
    public required string ClassifierPath { get; init; }
}
