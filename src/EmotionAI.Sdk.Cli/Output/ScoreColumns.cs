namespace EmotionAI.Cli.Output;

/// <summary>Shares the width of a terminal among label, bar, score and logit: the bar shrinks first, then the label is cut; numbers stay whole.</summary>
internal sealed class ScoreColumns
{
    private const string Gap = "  ";

    private readonly int _label;
    private readonly int _score;
    private readonly int _logit;

    /// <param name="columns">The width of the terminal.</param>
    /// <param name="label">The width of the widest label.</param>
    /// <param name="score">The width of the widest score.</param>
    /// <param name="logit">The width of the widest logit; 0 for none.</param>
    /// <param name="hasBar">Whether scores are shares, which a bar can show.</param>
    public ScoreColumns(int columns, int label, int score, int logit, bool hasBar)
    {
        (_score, _logit) = (score, logit);
        var left = columns - Gap.Length - Gap.Length - score - (logit > 0 ? Gap.Length + logit : 0);
        var bar = Math.Min(ScoreBar.Width, left - label - Gap.Length);
        Bar = hasBar && bar >= ScoreBar.NarrowestWidth ? bar : 0;
        _label = Math.Max(1, Math.Min(label, Bar > 0 ? left - Bar - Gap.Length : left));
    }

    /// <summary>Gets the width of the bars; 0 where there is no place for them.</summary>
    public int Bar { get; }

    public string Line(string label, string bar, string score, string logit)
    {
        var cut = TextWidth.Cut(label, _label);
        var bars = Bar > 0 ? $"{Gap}{bar.PadRight(Bar)}" : "";
        var logits = _logit > 0 ? $"{Gap}{logit.PadLeft(_logit)}" : "";
        return $"{Gap}{cut}{new string(' ', _label - TextWidth.Of(cut))}{bars}{Gap}{score.PadLeft(_score)}{logits}";
    }
}
