namespace EmotionAI.Server.Faults;

/// <summary>Says, as metadata of an endpoint, in which form it says no.</summary>
internal enum ErrorShape
{
    /// <summary>Problem details (RFC 9457) with <c>code</c>.</summary>
    Problem,

    /// <summary>As text-embeddings-inference: <c>error</c>, <c>error_type</c>.</summary>
    TextEmbeddings,

    /// <summary>As the Open Inference Protocol: <c>error</c>.</summary>
    OpenInference,
}
