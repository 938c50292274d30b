namespace EmotionAI.Text;

/// <summary>Names what makes one vector of the vectors of all tokens.</summary>
public enum TextPooling
{
    /// <summary>The mean of all tokens, special tokens included: what sentence-transformers trains most.</summary>
    Mean,

    /// <summary>The vector of the first token, <c>[CLS]</c> or <c>&lt;s&gt;</c>.</summary>
    FirstToken,

    /// <summary>What the last layer of a classifier reads: a trained layer with its activation behind the first token, or the mean, as the architecture has it.</summary>
    Pooler,
}
