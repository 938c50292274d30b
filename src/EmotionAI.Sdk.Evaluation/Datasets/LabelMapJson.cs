using System.Text.Json.Serialization;

namespace EmotionAI.Evaluation.Datasets;

/// <summary>Reads a label map without reflection.</summary>
[JsonSerializable(typeof(Dictionary<string, string?>))]
internal sealed partial class LabelMapJson : JsonSerializerContext;
