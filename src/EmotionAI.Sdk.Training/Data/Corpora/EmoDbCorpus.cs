using System.Text.RegularExpressions;

namespace EmotionAI.Training.Data.Corpora;

/// <summary>Reads EmoDB (Burkhardt et al., 2005): <c>wav/03a01Fa.wav</c>, that is speaker, text, emotion, version.</summary>
internal sealed partial class EmoDbCorpus() : FileNameCorpus("EmoDB", "CC0-1.0", "03a01Wa.wav")
{
    private const string Codes = "WLEAFTN";

    protected override IReadOnlyList<string> Labels { get; } = ["anger", "boredom", "disgust", "fear", "happiness", "sadness", "neutral"];

    protected override ClipFacts? Parse(string stem, string folder) =>
        Naming().Match(stem) is { Success: true } name ? new ClipFacts(Labels[Codes.IndexOf(name.Groups["emotion"].Value[0], StringComparison.Ordinal)], name.Groups["speaker"].Value) : null;

    [GeneratedRegex("^(?<speaker>[0-9]{2})[a-z][0-9]{2}(?<emotion>[WLEAFTN])[a-z]?$", RegexOptions.CultureInvariant)]
    private static partial Regex Naming();
}
