using EmotionAI.Models.Disentangled;

namespace EmotionAI.Models.Deberta;

/// <summary>Reads <c>DebertaForSequenceClassification</c>, the first generation.</summary>
internal sealed class DebertaArchitecture : ITextArchitecture
{
    public ArchitectureInfo Info { get; } = new("DeBERTa", ["deberta"], "deberta.", "pooler.dense (pooler_hidden_act), classifier", "classifier.weight");

    public ClassifierNetwork? Read(ModelSource source)
    {
        const string key = "talking_head";
        var settings = DisentangledSettings.Read(source, Info.Prefix);
        var head = DisentangledSettings.ReadHead(source, settings.Sizes.Hidden);
        if (source.Truth(key, false))
        {
            source.Error(key, "true", "false: heads that are mixed are not supported");
        }

        return source.IsSound ? new(new DebertaEncoder(settings), head) : null;
    }
}
