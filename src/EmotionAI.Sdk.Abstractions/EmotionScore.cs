using System.Globalization;
using System.Text;

namespace EmotionAI;

/// <summary>Pairs a label with its score.</summary>
/// <param name="Label">The label, as the model names it.</param>
/// <param name="Score">The probability in [0, 1]; the raw output for <see cref="ProblemType.Regression"/> models.</param>
public readonly record struct EmotionScore(string Label, float Score)
{
    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append(CultureInfo.InvariantCulture, $"{nameof(Label)} = {Label}, {nameof(Score)} = {Score}");
        return true;
    }
}
