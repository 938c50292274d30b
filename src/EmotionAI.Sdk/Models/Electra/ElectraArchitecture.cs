using EmotionAI.Models.Bert;
using EmotionAI.Models.Heads;

namespace EmotionAI.Models.Electra;

/// <summary>Reads <c>ElectraForSequenceClassification</c>: the encoder of BERT, whose embeddings may be narrower, with a head that is gelu whatever <c>hidden_act</c> says.</summary>
internal sealed class ElectraArchitecture : ITextArchitecture
{
    private const float DefaultEpsilon = 1e-12f;
    private const int DefaultEmbeddingSize = 128;

    public ArchitectureInfo Info { get; } = new("ELECTRA", ["electra"], "electra.", "classifier.dense (gelu), classifier.out_proj", "classifier.out_proj.weight");

    public ClassifierNetwork? Read(ModelSource source)
    {
        var embedding = source.Size("embedding_size", DefaultEmbeddingSize);
        var encoder = BertArchitecture.ReadEncoder(source, Info.Prefix, DefaultEpsilon);
        return encoder is null ? null : new(
            encoder with { EmbeddingSize = embedding, Projection = embedding == encoder.HiddenSize ? null : "embeddings_project" },
            ClassificationHead.OutProj(encoder.HiddenSize, "gelu", source.Labels));
    }
}
