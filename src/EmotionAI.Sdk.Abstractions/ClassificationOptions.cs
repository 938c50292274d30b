namespace EmotionAI;

/// <summary>Changes, for one call, how scores become labels. What is left null follows the model.</summary>
public sealed class ClassificationOptions
{
    /// <summary>Gets or sets the largest number of labels to return, 1 or more.</summary>
    /// <value>The default value is null: the model's own <c>top_k</c>.</value>
    public int? TopK { get; set; }

    /// <summary>Gets or sets the threshold in [0, 1] that every label must reach, in place of the model's thresholds.</summary>
    /// <value>The default value is null: the model's own thresholds, per class first, then global, then 0.5.</value>
    public double? Threshold { get; set; }

    /// <summary>Gets or sets whether a clip in which nobody speaks gets no label; scores stay as they are. Has no effect on texts and mocks.</summary>
    /// <value>The default value is null: as the classifier was set up, which is on by default.</value>
    public bool? SpeechGate { get; set; }

    /// <summary>Makes a copy that can be changed alone.</summary>
    /// <returns>The copy.</returns>
    public ClassificationOptions Clone() => (ClassificationOptions)MemberwiseClone();

    /// <summary>Throws where a value is outside its range.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><see cref="TopK"/> is below 1 or <see cref="Threshold"/> is outside [0, 1].</exception>
    public void Validate()
    {
        if (TopK is < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(TopK), Invariant($"{TopK}"), "TopK must be 1 or more.");
        }

        if (Threshold is { } threshold && !(threshold is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(Threshold), Invariant($"{threshold}"), "Threshold must be between 0 and 1.");
        }
    }
}
