namespace EmotionAI.Multimodal;

/// <summary>Sets up a <see cref="TextAndSpeechClassifier"/>.</summary>
public sealed class TextAndSpeechOptions
{
    /// <summary>Gets or sets the labels that both models are brought to.</summary>
    /// <value>The default value is <see cref="EmotionTaxonomy.Ekman"/>.</value>
    public EmotionTaxonomy Taxonomy { get; set; } = EmotionTaxonomy.Ekman;

    /// <summary>Gets or sets how much the words count, 0 or more: a ratio to <see cref="SpeechWeight"/>.</summary>
    /// <value>The default value is 1, as much as the sound. Which ratio is right for you, only recordings of yours with known labels say.</value>
    public double TextWeight { get; set; } = 1;

    /// <summary>Gets or sets how much the sound counts, 0 or more: a ratio to <see cref="TextWeight"/>.</summary>
    /// <value>The default value is 1.</value>
    public double SpeechWeight { get; set; } = 1;

    internal TextAndSpeechOptions Copy() => (TextAndSpeechOptions)MemberwiseClone();

    internal void Validate()
    {
        ArgumentNullException.ThrowIfNull(Taxonomy);
        Check(TextWeight, nameof(TextWeight));
        Check(SpeechWeight, nameof(SpeechWeight));
        if (TextWeight + SpeechWeight is 0 or double.PositiveInfinity)
        {
            throw new ArgumentOutOfRangeException(nameof(TextWeight), Invariant($"{TextWeight} and {SpeechWeight}"), $"{nameof(TextWeight)} and {nameof(SpeechWeight)} must not both be 0, and their sum must be finite.");
        }
    }

    private static void Check(double weight, string name)
    {
        if (!(double.IsFinite(weight) && weight >= 0))
        {
            throw new ArgumentOutOfRangeException(name, Invariant($"{weight}"), $"{name} must be a finite number, 0 or more.");
        }
    }
}
