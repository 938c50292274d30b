namespace EmotionAI.Text;

/// <summary>Says how the scores of windows become those of the text. Where labels exclude each other, the result is brought to a sum of 1.</summary>
public enum WindowAggregate
{
    /// <summary>The mean: what the text is about as a whole.</summary>
    Mean,

    /// <summary>The largest: what is found anywhere.</summary>
    Max,

    /// <summary>1 − Π(1 − score), the probability that at least one window holds it: what is found anywhere, the more the more often.</summary>
    NoisyOr,
}
