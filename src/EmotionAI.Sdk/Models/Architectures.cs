using EmotionAI.Models.Albert;
using EmotionAI.Models.Bert;
using EmotionAI.Models.Deberta;
using EmotionAI.Models.DebertaV2;
using EmotionAI.Models.DistilBert;
using EmotionAI.Models.Electra;
using EmotionAI.Models.ModernBert;
using EmotionAI.Models.MPNet;
using EmotionAI.Models.Roberta;

namespace EmotionAI.Models;

/// <summary>Lists the architectures that are supported: the one place that names them.</summary>
internal static class Architectures
{
    /// <summary>Gets those for text.</summary>
    public static IReadOnlyList<IArchitecture> Text { get; } =
    [
        new BertArchitecture(),
        new DistilBertArchitecture(),
        new RobertaArchitecture("RoBERTa", "roberta"),
        new RobertaArchitecture("XLM-RoBERTa", "xlm-roberta"),
        new RobertaArchitecture("CamemBERT", "camembert"),
        new ElectraArchitecture(),
        new AlbertArchitecture(),
        new MPNetArchitecture(),
        new DebertaArchitecture(),
        new DebertaV2Architecture(),
        new ModernBertArchitecture(),
    ];

    /// <summary>Gets every value of <c>model_type</c> that is supported for text.</summary>
    public static IEnumerable<string> TextModelTypes => Text.SelectMany(architecture => architecture.Info.ModelTypes);

    /// <summary>Finds the architecture of a <c>model_type</c>; null where it is not supported.</summary>
    public static IArchitecture? Find(string? modelType) => Text.FirstOrDefault(architecture => architecture.Info.ModelTypes.Contains(modelType));
}
