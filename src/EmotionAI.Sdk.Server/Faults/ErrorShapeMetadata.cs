namespace EmotionAI.Server.Faults;

/// <summary>Tells the gate in which form an endpoint says no.</summary>
internal sealed record ErrorShapeMetadata(ErrorShape Shape);
