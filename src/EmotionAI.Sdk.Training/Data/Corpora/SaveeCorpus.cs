using System.Text.RegularExpressions;

namespace EmotionAI.Training.Data.Corpora;

/// <summary>Reads SAVEE (Haq and Jackson, 2010): <c>AudioData/DC/a01.wav</c>, or <c>DC_a01.wav</c> where the folders are gone.</summary>
internal sealed partial class SaveeCorpus() : FileNameCorpus("SAVEE", "LicenseRef-SAVEE-research-only", "DC/a01.wav or DC_a01.wav")
{
    private static readonly string[] Speakers = ["DC", "JE", "JK", "KL"];
    private static readonly string[] Codes = ["a", "d", "f", "h", "n", "sa", "su"];

    protected override IReadOnlyList<string> Labels { get; } = ["anger", "disgust", "fear", "happiness", "neutral", "sadness", "surprise"];

    protected override ClipFacts? Parse(string stem, string folder)
    {
        if (Naming().Match(stem) is not { Success: true } name)
        {
            return null;
        }

        var speaker = name.Groups["speaker"] is { Success: true } named ? named.Value : folder;
        return Speakers.Contains(speaker)
            ? new ClipFacts(Labels[Array.IndexOf(Codes, name.Groups["emotion"].Value)], speaker, Key: $"{speaker}_{name.Groups["emotion"].Value}{name.Groups["number"].Value}")
            : null;
    }

    [GeneratedRegex("^(?:(?<speaker>DC|JE|JK|KL)_)?(?<emotion>a|d|f|h|n|sa|su)(?<number>[0-9]{2})$", RegexOptions.CultureInvariant)]
    private static partial Regex Naming();
}
