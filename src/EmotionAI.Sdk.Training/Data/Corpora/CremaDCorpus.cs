using System.Text.RegularExpressions;

namespace EmotionAI.Training.Data.Corpora;

/// <summary>Reads CREMA-D (Cao et al., 2014): <c>AudioWAV/1001_DFA_ANG_XX.wav</c>, that is actor, sentence, emotion, level.</summary>
internal sealed partial class CremaDCorpus() : FileNameCorpus("CREMA-D", "ODbL-1.0", "1001_DFA_ANG_XX.wav")
{
    private static readonly string[] Codes = ["ANG", "DIS", "FEA", "HAP", "NEU", "SAD"];

    protected override IReadOnlyList<string> Labels { get; } = ["anger", "disgust", "fear", "happy", "neutral", "sad"];

    protected override ClipFacts? Parse(string stem, string folder) =>
        Naming().Match(stem) is { Success: true } name ? new ClipFacts(Labels[Array.IndexOf(Codes, name.Groups["emotion"].Value)], name.Groups["actor"].Value) : null;

    [GeneratedRegex("^(?<actor>1[0-9]{3})_[A-Z]{3}_(?<emotion>ANG|DIS|FEA|HAP|NEU|SAD)_(?:LO|MD|HI|XX|X)$", RegexOptions.CultureInvariant)]
    private static partial Regex Naming();
}
