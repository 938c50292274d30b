using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace EmotionAI.Text;

/// <summary>Draws a <see cref="TextExplanation"/> as HTML.</summary>
internal static class ExplanationHtml
{
    private const string Raises = "46,125,50";
    private const string Lowers = "198,40,40";

    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public static string Write(TextExplanation explanation)
    {
        var html = new StringBuilder();
        html.Append(Invariant($"<p class=\"emotionai-explanation\" dir=\"auto\" style=\"line-height:1.8\" title=\"{Encode(explanation.Label)} {explanation.Score:0.000}\">"));
        var largest = Math.Max(float.Epsilon, explanation.Words.Count == 0 ? 1 : explanation.Words.Max(word => MathF.Abs(word.Weight)));
        var end = 0;
        foreach (var word in explanation.Words)
        {
            html.Append(Encode(explanation.Input[end..word.Start]));
            var strength = MathF.Abs(word.Weight) / largest;
            html.Append(Invariant($"<span style=\"background:rgba({(word.Weight >= 0 ? Raises : Lowers)},{strength * 0.6:0.00});border-radius:3px\" title=\"{word.Weight:+0.000;-0.000;0.000}\">{Encode(word.Text)}</span>"));
            end = word.End;
        }

        return html.Append(Encode(explanation.Input[end..])).Append("</p>").ToString();
    }

    private static string Encode(string text) => Encoder.Encode(text);
}
