namespace EmotionAI.Text;

/// <summary>Says what a word gives to a score.</summary>
/// <param name="Start">Where it begins in the text, in UTF-16 units.</param>
/// <param name="End">Where it ends in the text, in UTF-16 units.</param>
/// <param name="Text">The word as it stands there.</param>
/// <param name="Weight">How much the score falls without the word; below 0 where it rises.</param>
public readonly record struct WordWeight(int Start, int End, string Text, float Weight);
