using System.Text.Json.Serialization;

namespace EmotionAI.Jobs;

/// <summary>Reads and writes records without reflection.</summary>
[JsonSerializable(typeof(JobRecord))]
internal sealed partial class JobRecordJson : JsonSerializerContext;
