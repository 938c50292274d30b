using System.Text.Json.Serialization;
using EmotionAI.Server.Live;
using EmotionAI.Server.Models;

namespace EmotionAI.Server;

/// <summary>Writes and reads the bodies, without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ModelDescription[]))]
[JsonSerializable(typeof(StreamMessage))]
internal sealed partial class ServerJson : JsonSerializerContext;
