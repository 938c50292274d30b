using EmotionAI.Training.Features;

namespace EmotionAI.Training.Heads;

/// <summary>Sets up the training of a speech head.</summary>
public sealed class SpeechHeadOptions : HeadOptions
{
    /// <summary>Gets or sets whether each class counts alike, however many clips it has.</summary>
    /// <value>The default value is true.</value>
    public bool IsBalanced { get; set; } = true;

    /// <summary>Gets or sets the altered copies that are learned from too.</summary>
    /// <value>The default value is null: none.</value>
    public SpeechAugmentation? Augmentation { get; set; }

    internal override void Validate()
    {
        base.Validate();
        Augmentation?.Validate();
    }
}
