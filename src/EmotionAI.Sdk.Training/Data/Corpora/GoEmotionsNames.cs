using System.Text;
using EmotionAI.Evaluation.Artefacts;
using EmotionAI.Formats;

namespace EmotionAI.Training.Data.Corpora;

/// <summary>Tells GoEmotions (Demszky et al., 2020) by its labels.</summary>
internal static class GoEmotionsNames
{
    public const string Corpus = "GoEmotions";
    public const string Licence = "CC-BY-4.0";

    /// <returns>The corpus where these are its 28 labels; else null.</returns>
    public static (string Name, string Licence)? CorpusOf(IReadOnlyList<string>? labels) => labels is not null && labels.SequenceEqual(EmotionLabels.GoEmotions) ? (Corpus, Licence) : null;

    /// <summary>Reads a list of labels: one a line, or <c>labels.json</c>.</summary>
    /// <returns>The labels in their order; null where a <c>labels.json</c> numbers them from another number than 0.</returns>
    public static IReadOnlyList<string>? ReadLines(string path)
    {
        if (!path.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
        {
            return [.. Encoding.UTF8.GetString(JsonText.Decode(ArtefactFile.ReadBytes(path), path).Span).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
        }

        try
        {
            return LabelsFile.Read(path);
        }
        catch (EmotionAIException e) when (e.Code == EmotionErrorCodes.FormatInvalid)
        {
            // Ids may begin at 1; whoever reads the ids says what is wrong with the file.
            return null;
        }
    }
}
