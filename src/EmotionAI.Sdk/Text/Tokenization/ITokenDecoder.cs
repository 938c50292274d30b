namespace EmotionAI.Text.Tokenization;

/// <summary>Turns tokens into text again, under the name of its kind in <c>tokenizer.json</c>.</summary>
internal interface ITokenDecoder
{
    /// <summary>Changes the parts that the text is joined from; at the beginning each is a token.</summary>
    void Decode(List<string> parts);
}
