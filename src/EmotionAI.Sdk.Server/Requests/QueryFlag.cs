namespace EmotionAI.Server.Requests;

/// <summary>Reads a yes or no of the query.</summary>
internal static class QueryFlag
{
    /// <summary>Reads it; what is missing is no.</summary>
    /// <exception cref="EmotionAIException">It is neither.</exception>
    public static bool Read(string name, string? value) => value switch
    {
        null or "false" => false,
        "true" => true,
        _ => throw new EmotionAIException(EmotionErrorCodes.InputInvalid, $"'{name}' is neither 'true' nor 'false'."),
    };
}
