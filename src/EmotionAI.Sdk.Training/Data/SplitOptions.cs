namespace EmotionAI.Training.Data;

/// <summary>Says how data is divided into train, dev and test.</summary>
/// <remarks>What belongs together goes into one part whole: a speaker, and texts or recordings that are the same or nearly so. Among the ways left, labels are shared out alike. The same data and seed give the same parts, in whatever order the data comes.</remarks>
public sealed class SplitOptions
{
    /// <summary>Gets or sets the share of the samples that is kept for choosing settings.</summary>
    /// <value>The default value is 0.1; 0 makes no such part.</value>
    public double DevShare { get; set; } = 0.1;

    /// <summary>Gets or sets the share of the samples that is kept for the last measurement.</summary>
    /// <value>The default value is 0.1; 0 makes no such part.</value>
    public double TestShare { get; set; } = 0.1;

    /// <summary>Gets or sets the seed.</summary>
    /// <value>The default value is 1.</value>
    public long Seed { get; set; } = 1;

    /// <summary>Gets or sets whether a speaker goes into one part whole.</summary>
    /// <value>The default value is null: true for speech, where a voice that was learned is recognised; false for text.</value>
    public bool? BySpeaker { get; set; }

    /// <summary>Gets or sets whether the parts that the source itself has (<c>train.tsv</c>, <c>dev.tsv</c>, …) are kept.</summary>
    /// <value>The default value is true.</value>
    public bool KeepsParts { get; set; } = true;

    /// <exception cref="EmotionAIException">A share is out of range.</exception>
    internal void Check()
    {
        if (!(DevShare >= 0 && TestShare >= 0 && DevShare + TestShare < 1))
        {
            throw new EmotionAIException(EmotionErrorCodes.SettingInvalid, Invariant($"The shares are {DevShare} for dev and {TestShare} for test; numbers from 0 whose sum is below 1 are allowed."));
        }
    }
}
