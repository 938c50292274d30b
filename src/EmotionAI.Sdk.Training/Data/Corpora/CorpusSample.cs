namespace EmotionAI.Training.Data.Corpora;

/// <summary>Is one sample in the words of its corpus.</summary>
internal sealed record CorpusSample
{
    /// <summary>Gets what names it within the source.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the text, or the name of the recording within the source; a recording elsewhere has its path.</summary>
    public required string Input { get; init; }

    public required IReadOnlyList<string> Labels { get; init; }

    public string? Speaker { get; init; }

    /// <summary>Gets the part that the source says; null where it says none.</summary>
    public DataSplit? Split { get; init; }

    /// <summary>Gets the file that says all this.</summary>
    public required string Origin { get; init; }

    /// <summary>Gets the line of the file, from 1; 0 for a file as a whole.</summary>
    public int Line { get; init; }
}
