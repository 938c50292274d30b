using System.Globalization;

namespace EmotionAI.Evaluation.Reports;

/// <summary>Writes which descriptors of the voice differ between right and wrong answers.</summary>
internal static class VoicesSection
{
    public static void Write(HtmlWriter html, ReportSubject subject)
    {
        html.Element("p", "Cliff's delta says how much more often a descriptor is higher in recordings that the model gets wrong than in those it gets right: from -1 to 1, 0 for no difference; from .147, .33 and .474 on, differences are called small, medium and large. Of so many comparisons some are large by chance, and labels, speakers and microphones differ in their voices too.");
        ScrollTable.Open(html, "voice-figures", "Voices of right and wrong answers", "Descriptor", "#Median, right", "#Median, wrong", "#Cliff's delta", "#Right", "#Wrong");
        foreach (var voice in subject.Figures.Voices)
        {
            html.Open("tr").Open("th", ("scope", "row")).Element("span", voice.Name).Close();
            foreach (var number in (string[])[Text(voice.Right), Text(voice.Wrong), Text(voice.Delta), ReportNumber.Count(voice.RightCount), ReportNumber.Count(voice.WrongCount)])
            {
                ScrollTable.Number(html, number);
            }

            html.Close();
        }

        ScrollTable.Close(html);
    }

    private static string Text(double? number) => number is { } value ? value.ToString("0.###", CultureInfo.InvariantCulture) : "undefined";
}
