namespace EmotionAI;

/// <summary>Reports what is wrong with a model, a file or an input; the root of every exception of this library but argument and disposal errors.</summary>
/// <example><code>
/// try
/// {
///     AudioDecoder.Decode("call.mp3");
/// }
/// catch (EmotionAIException e) when (e.Code == EmotionErrorCodes.FormatUnsupported)
/// {
///     Console.Error.WriteLine(e.Message);
/// }
/// </code></example>
public class EmotionAIException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="code">A stable code, one of <see cref="EmotionErrorCodes"/>.</param>
    /// <param name="message">What was found and what is allowed.</param>
    /// <param name="path">The file or folder concerned, where there is one.</param>
    /// <param name="offset">The offset in the file, in bytes, where it is known.</param>
    /// <param name="innerException">The cause, where there is one.</param>
    public EmotionAIException(string code, string message, string? path = null, long? offset = null, Exception? innerException = null)
        : base(message, innerException)
    {
        Code = code;
        Path = path;
        Offset = offset;
    }

    /// <summary>Gets the stable code: programs may branch on it.</summary>
    public string Code { get; }

    /// <summary>Gets the file or folder concerned, where there is one.</summary>
    public string? Path { get; }

    /// <summary>Gets the offset in the file, in bytes, where it is known.</summary>
    public long? Offset { get; }

    /// <summary>Gets the keys that lead to what is wrong in a JSON file, joined by dots, where they are known.</summary>
    public string? Key { get; init; }
}
