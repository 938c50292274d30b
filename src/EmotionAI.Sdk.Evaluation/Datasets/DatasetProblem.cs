namespace EmotionAI.Evaluation.Datasets;

/// <summary>Tells what is wrong with one line or file of the data; it is left out, and the others go on.</summary>
/// <remarks>Immutable and safe for concurrent use.</remarks>
/// <param name="path">The file.</param>
/// <param name="line">The line, from 1; 0 where the file as a whole is meant.</param>
/// <param name="message">What was found and what is allowed.</param>
public sealed class DatasetProblem(string path, int line, string message)
{
    /// <summary>Gets the file.</summary>
    public string Path { get; } = path;

    /// <summary>Gets the line, from 1; 0 where the file as a whole is meant.</summary>
    public int Line { get; } = line;

    /// <summary>Gets what was found and what is allowed.</summary>
    public string Message { get; } = message;

    /// <summary>Writes file, line and message.</summary>
    /// <returns>One line of text.</returns>
    public override string ToString() => Line > 0 ? Invariant($"{Path}, line {Line}: {Message}") : $"{Path}: {Message}";
}
