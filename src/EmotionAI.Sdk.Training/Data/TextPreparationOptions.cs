namespace EmotionAI.Training.Data;

/// <summary>Says how <see cref="DatasetPreparation.PrepareText"/> reads and divides texts.</summary>
public sealed class TextPreparationOptions : PreparationOptions
{
    /// <summary>Gets or sets how many raters have to agree on a label of the raters' files of GoEmotions.</summary>
    /// <value>The default value is 2.</value>
    public int MinimumVotes { get; set; } = 2;

    /// <summary>Gets or sets from which share of common pairs of words on (Jaccard, from above 0 to 1) two texts are nearly the same, so that they go into one part.</summary>
    /// <value>The default value is 0.7; 1 leaves only texts with the same words.</value>
    public double Similarity { get; set; } = 0.7;
}
