namespace EmotionAI.Training.Heads;

/// <summary>Sets up the training of a text head.</summary>
public sealed class TextHeadOptions : HeadOptions
{
    /// <summary>Gets or sets how the scores relate to each other.</summary>
    /// <value>The default value is null: <see cref="ProblemType.MultiLabel"/> where a text has no label or several, else <see cref="ProblemType.SingleLabel"/>.</value>
    public ProblemType? ProblemType { get; set; }
}
