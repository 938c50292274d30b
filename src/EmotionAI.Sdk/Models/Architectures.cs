using EmotionAI.Models.Albert;
using EmotionAI.Models.Ast;
using EmotionAI.Models.Bert;
using EmotionAI.Models.Data2VecAudio;
using EmotionAI.Models.Deberta;
using EmotionAI.Models.DebertaV2;
using EmotionAI.Models.DistilBert;
using EmotionAI.Models.Electra;
using EmotionAI.Models.Hubert;
using EmotionAI.Models.ModernBert;
using EmotionAI.Models.MPNet;
using EmotionAI.Models.Roberta;
using EmotionAI.Models.Sew;
using EmotionAI.Models.Wav2Vec2;
using EmotionAI.Models.Wav2Vec2Bert;
using EmotionAI.Models.Wav2Vec2Conformer;
using EmotionAI.Models.WavLM;
using EmotionAI.Models.Whisper;

namespace EmotionAI.Models;

/// <summary>Lists the architectures that are supported: the one place that names them.</summary>
internal static class Architectures
{
    /// <summary>Gets those for text.</summary>
    public static IReadOnlyList<ITextArchitecture> Text { get; } =
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

    /// <summary>Gets those for speech.</summary>
    public static IReadOnlyList<IAudioArchitecture> Audio { get; } =
    [
        new Wav2Vec2Architecture("wav2vec 2.0", "wav2vec2", "wav2vec2."),
        new HubertArchitecture(),
        new WavLMArchitecture(),
        new Wav2Vec2Architecture("UniSpeech-SAT", "unispeech-sat", "unispeech_sat."),
        new Data2VecAudioArchitecture(),
        new SewArchitecture(),
        new Wav2Vec2ConformerArchitecture(),
        new Wav2Vec2BertArchitecture(),
        new WhisperArchitecture(),
        new AstArchitecture(),
    ];

    /// <summary>Gets every value of <c>model_type</c> of a list.</summary>
    public static IEnumerable<string> ModelTypes(this IEnumerable<IArchitecture> architectures) => architectures.SelectMany(architecture => architecture.Info.ModelTypes);

    /// <summary>Finds the architecture of a <c>model_type</c>; null where it is not in the list.</summary>
    public static T? Find<T>(this IEnumerable<T> architectures, string? modelType)
        where T : class, IArchitecture => architectures.FirstOrDefault(architecture => architecture.Info.ModelTypes.Contains(modelType));
}
