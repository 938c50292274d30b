namespace EmotionAI.Text.Tokenization;

/// <summary>Says which tokens stand around a text.</summary>
/// <param name="Before">The ids before it.</param>
/// <param name="After">The ids after it.</param>
internal sealed record TokenTemplate(int[] Before, int[] After)
{
    /// <summary>Gets the template that adds nothing.</summary>
    public static TokenTemplate None { get; } = new([], []);

    public int Count => Before.Length + After.Length;
}
