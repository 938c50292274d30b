using System.Text.RegularExpressions;

namespace EmotionAI.Training.Data.Corpora;

/// <summary>Reads TESS (Pichora-Fuller and Dupuis, 2020): <c>OAF_angry/OAF_back_angry.wav</c>, that is speaker, word, emotion; <c>ps</c> is pleasant surprise.</summary>
internal sealed partial class TessCorpus() : FileNameCorpus("TESS", "CC-BY-NC-ND-4.0", "OAF_back_angry.wav")
{
    private static readonly string[] Codes = ["angry", "disgust", "fear", "happy", "neutral", "ps", "sad"];

    protected override IReadOnlyList<string> Labels { get; } = ["angry", "disgust", "fear", "happy", "neutral", "surprise", "sad"];

    protected override ClipFacts? Parse(string stem, string folder) => Naming().Match(stem) is { Success: true } name
        ? new ClipFacts(Labels[Array.IndexOf(Codes, name.Groups["emotion"].Value.ToLowerInvariant())], name.Groups["speaker"].Value.StartsWith('O') ? "OAF" : "YAF")
        : null;

    // One recording of the corpus is named OA_bite_neutral.wav.
    [GeneratedRegex("^(?<speaker>OAF?|YAF)_[A-Za-z]+_(?<emotion>(?i:angry|disgust|fear|happy|neutral|ps|sad))$", RegexOptions.CultureInvariant)]
    private static partial Regex Naming();
}
