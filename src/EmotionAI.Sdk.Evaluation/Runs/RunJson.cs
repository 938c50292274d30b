using System.Text.Json.Serialization;

namespace EmotionAI.Evaluation.Runs;

/// <summary>Writes the header of a log without reflection.</summary>
[JsonSerializable(typeof(string))]
internal sealed partial class RunJson : JsonSerializerContext;
