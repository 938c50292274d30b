namespace EmotionAI.Text.Tokenization;

/// <summary>Holds what the files say about the model of a tokenizer.</summary>
internal abstract record ModelDescription
{
    /// <summary>Builds the model over a vocabulary, added tokens left out.</summary>
    /// <param name="vocabulary">The tokens.</param>
    /// <param name="path">The file they come from, for messages.</param>
    /// <exception cref="EmotionAIException">The description and the vocabulary do not fit.</exception>
    public abstract ITokenModel Build(Vocabulary vocabulary, string path);
}
