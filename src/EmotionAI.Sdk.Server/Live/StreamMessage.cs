namespace EmotionAI.Server.Live;

/// <summary>Is a text message of a client.</summary>
/// <param name="Type">What it says: <c>end</c>.</param>
internal sealed record StreamMessage(string? Type);
