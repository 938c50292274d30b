namespace EmotionAI.Text.Tokenization;

/// <summary>Holds what the encoding of one text needs. One waits for each thread; it is cleared after each text.</summary>
internal sealed class TokenWorkspace
{
    /// <summary>Buffers for longer texts are not kept.</summary>
    private const int LargestKept = 1 << 16;

    [ThreadStatic]
    private static TokenWorkspace? t_waiting;

    private TokenWorkspace()
    {
    }

    /// <summary>Gets the text, or the part of it between added tokens.</summary>
    public NormalizedText Text { get; } = new();

    /// <summary>Gets the part of <see cref="Text"/> between added tokens that were found after normalization.</summary>
    public NormalizedText Segment { get; } = new();

    public PieceList Pieces { get; } = new();

    public TokenBuffer Tokens { get; } = new();

    public static TokenWorkspace Rent()
    {
        var workspace = t_waiting ?? new TokenWorkspace();
        t_waiting = null;
        return workspace;
    }

    public void Return()
    {
        Text.Clear(LargestKept);
        Segment.Clear(LargestKept);
        Tokens.Clear(LargestKept);
        Pieces.Clear(LargestKept);
        t_waiting = this;
    }
}
