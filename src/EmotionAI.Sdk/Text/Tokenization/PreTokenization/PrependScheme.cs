namespace EmotionAI.Text.Tokenization.PreTokenization;

/// <summary>Says which pieces begin with a blank whatever they begin with, under the names of <c>tokenizer.json</c>.</summary>
internal enum PrependScheme
{
    /// <summary>Every piece.</summary>
    Always,

    /// <summary>The piece that begins the text.</summary>
    First,

    /// <summary>None.</summary>
    Never,
}
