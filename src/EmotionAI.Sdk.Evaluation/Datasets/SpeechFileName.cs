using System.Text.RegularExpressions;

namespace EmotionAI.Evaluation.Datasets;

/// <summary>Reads label and speaker from the file names of RAVDESS (modality-channel-emotion-intensity-statement-repetition-actor) and EmoDB (speaker, text, emotion, version).</summary>
internal static partial class SpeechFileName
{
    private static readonly Dictionary<char, string> EmoDbLabels = new()
    {
        ['W'] = "anger",
        ['L'] = "boredom",
        ['E'] = "disgust",
        ['A'] = "fear",
        ['F'] = "happiness",
        ['T'] = "sadness",
        ['N'] = "neutral",
    };

    /// <param name="name">The name without its ending.</param>
    /// <returns>The label in the words of the corpus, and the speaker; null for another name.</returns>
    public static (string Label, string Speaker)? Parse(string name)
    {
        if (Ravdess().Match(name) is { Success: true } ravdess)
        {
            return (EmotionLabels.Ravdess[ravdess.Groups[1].Value[0] - '1'], ravdess.Groups[2].Value);
        }

        return EmoDb().Match(name) is { Success: true } emoDb ? (EmoDbLabels[emoDb.Groups[2].Value[0]], emoDb.Groups[1].Value) : null;
    }

    [GeneratedRegex(@"^\d\d-\d\d-0([1-8])-\d\d-\d\d-\d\d-(\d\d)$", RegexOptions.CultureInvariant)]
    private static partial Regex Ravdess();

    [GeneratedRegex("^([0-9]{2})[a-z][0-9]{2}([WLEAFTN])[a-z]?$", RegexOptions.CultureInvariant)]
    private static partial Regex EmoDb();
}
