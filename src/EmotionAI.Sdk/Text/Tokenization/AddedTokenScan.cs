namespace EmotionAI.Text.Tokenization;

/// <summary>Says how far a text was searched for added tokens.</summary>
internal struct AddedTokenScan
{
    /// <summary>Gets or sets where the search goes on: after the token that was found last, without the white space it took.</summary>
    public int Position { get; set; }

    /// <summary>Gets or sets up to where tokens cover the text, with the white space they took.</summary>
    public int Covered { get; set; }
}
