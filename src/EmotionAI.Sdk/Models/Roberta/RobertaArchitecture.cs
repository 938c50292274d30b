using EmotionAI.Models.Bert;
using EmotionAI.Models.Heads;

namespace EmotionAI.Models.Roberta;

/// <summary>Reads <c>RobertaForSequenceClassification</c> and those that differ from it in their tokenizer only: the encoder of BERT with positions behind that of the padding.</summary>
/// <param name="name">The name people know it by.</param>
/// <param name="modelType">Its <c>model_type</c>.</param>
internal sealed class RobertaArchitecture(string name, string modelType) : ITextArchitecture
{
    private const float DefaultEpsilon = 1e-12f;
    private const int DefaultPaddingId = 1;

    public ArchitectureInfo Info { get; } = new(name, [modelType], "roberta.", "classifier.dense (tanh), classifier.out_proj", "classifier.out_proj.weight");

    public ClassifierNetwork? Read(ModelSource source)
    {
        var encoder = BertArchitecture.ReadEncoder(source, Info.Prefix, DefaultEpsilon, padding: source.Count("pad_token_id", DefaultPaddingId));
        return encoder is null ? null : new(encoder, ClassificationHead.OutProj(encoder.HiddenSize, "tanh", source.Labels));
    }
}
