namespace EmotionAI.Server.Requests;

/// <summary>Marks an endpoint that asks for no key: a page, its files, the probes. Names and origins are checked all the same.</summary>
internal sealed class OpenMetadata;
