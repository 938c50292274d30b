namespace EmotionAI.Evaluation.Datasets;

/// <summary>Tells what is wrong with one line or file of the data; it is left out, and the others go on.</summary>
/// <param name="Path">The file.</param>
/// <param name="Line">The line, from 1; 0 where the file as a whole is meant.</param>
/// <param name="Message">What was found and what is allowed.</param>
public sealed record DatasetProblem(string Path, int Line, string Message)
{
    /// <summary>Writes file, line and message.</summary>
    /// <returns>One line of text.</returns>
    public override string ToString() => Line > 0 ? Invariant($"{Path}, line {Line}: {Message}") : $"{Path}: {Message}";
}
