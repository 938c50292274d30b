namespace EmotionAI.Server.Requests;

/// <summary>Marks an endpoint that reads its body while it comes and holds none of it: <see cref="EmotionServerOptions.MaxStreamedBytes"/> bounds it.</summary>
internal sealed class StreamedBodyMetadata;
