namespace EmotionAI.Models;

/// <summary>An encoder of token ids.</summary>
internal interface ITextNetwork : ILayeredNetwork
{
    /// <summary>Gets what the names of the encoder's tensors begin with.</summary>
    string Prefix { get; }

    /// <summary>Gets the table whose rows are the tokens, without <see cref="Prefix"/>.</summary>
    string WordEmbeddings { get; }

    /// <summary>Gets the largest number of tokens, special tokens included.</summary>
    int MaxLength { get; }
}
