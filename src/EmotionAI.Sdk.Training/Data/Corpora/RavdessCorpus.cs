using System.Text.RegularExpressions;

namespace EmotionAI.Training.Data.Corpora;

/// <summary>Reads the speech of RAVDESS (Livingstone and Russo, 2018): <c>Actor_01/03-01-05-01-02-01-01.wav</c>, that is modality, channel, emotion, intensity, statement, repetition, actor.</summary>
internal sealed partial class RavdessCorpus() : FileNameCorpus("RAVDESS", "CC-BY-NC-SA-4.0", "03-01-05-01-02-01-12.wav")
{
    private const string AudioOnly = "03";
    private const string Song = "02";

    protected override IReadOnlyList<string> Labels => EmotionLabels.Ravdess;

    protected override ClipFacts? Parse(string stem, string folder)
    {
        if (Naming().Match(stem) is not { Success: true } name)
        {
            return null;
        }

        var omission = name.Groups["modality"].Value != AudioOnly ? "video (modality 01 or 02 of RAVDESS)"
            : name.Groups["channel"].Value == Song ? "song (channel 02 of RAVDESS)"
            : null;
        return new ClipFacts(EmotionLabels.Ravdess[name.Groups["emotion"].Value[0] - '1'], name.Groups["actor"].Value, omission);
    }

    [GeneratedRegex("^(?<modality>0[1-3])-(?<channel>0[12])-0(?<emotion>[1-8])-[0-9]{2}-[0-9]{2}-[0-9]{2}-(?<actor>[0-9]{2})$", RegexOptions.CultureInvariant)]
    private static partial Regex Naming();
}
