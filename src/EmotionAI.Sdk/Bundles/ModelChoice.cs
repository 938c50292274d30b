namespace EmotionAI.Bundles;

/// <summary>Says which model serves, and who asked for it.</summary>
/// <param name="Modality">What the model is for.</param>
/// <param name="Directory">The folder; null for a mock.</param>
/// <param name="Origin">The setting that decided, in words that fit after "because of".</param>
public sealed record ModelChoice(ModelModality Modality, string? Directory, string Origin)
{
    /// <summary>Gets whether a mock serves.</summary>
    public bool IsMock => Directory is null;

    /// <summary>Gets the key under which a container serves the model; null for none.</summary>
    internal string? Key { get; init; }

    /// <summary>Gets what to tell people before a mock answers.</summary>
    public string MockWarning => $"A mock answers for {ModelResolver.NameOf(Modality)}{(Key is null ? "" : $" under the key '{Key}'")}, because of {Origin}. Its results mean nothing.";
}
