namespace EmotionAI.Bundles;

/// <summary>Describes one fault of a model folder.</summary>
public sealed record BundleProblem
{
    /// <summary>Gets how much it matters.</summary>
    public required BundleSeverity Severity { get; init; }

    /// <summary>Gets the stable code, one of <see cref="BundleProblemCodes"/>.</summary>
    public required string Code { get; init; }

    /// <summary>Gets the file concerned, relative to the folder.</summary>
    public required string File { get; init; }

    /// <summary>Gets the key (the keys that lead to it, joined by dots), tensor, label or token concerned; empty where the whole file is.</summary>
    public string Key { get; init; } = "";

    /// <summary>Gets what was found.</summary>
    public required string Found { get; init; }

    /// <summary>Gets what is allowed.</summary>
    public required string Allowed { get; init; }

    /// <summary>Gets whether what was found is a sentence of its own, that of the reader which refused.</summary>
    internal bool IsSentence { get; init; }

    /// <summary>Writes the problem as one line.</summary>
    /// <returns>The line.</returns>
    public override string ToString() => $"{File}{(Key.Length == 0 || IsSentence ? "" : $": {Key}")}: {(IsSentence ? Found : $"found {Found}; allowed: {Allowed}")} [{Code}]";
}
