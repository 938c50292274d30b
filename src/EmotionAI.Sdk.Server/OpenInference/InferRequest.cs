namespace EmotionAI.Server.OpenInference;

/// <summary>Is an inference request: one input, the texts or the recordings.</summary>
/// <typeparam name="TInput"><see cref="string"/> for texts, bytes of a file for recordings.</typeparam>
/// <param name="Inputs">The inputs.</param>
internal sealed record InferRequest<TInput>(IReadOnlyList<TInput> Inputs)
{
    /// <summary>Gets what the client calls the request, which the answer says again; null for nothing.</summary>
    public string? Id { get; init; }

    /// <summary>Gets the outputs that are asked for, in their order.</summary>
    public required IReadOnlyList<string> Outputs { get; init; }
}
