using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace EmotionAI.Cli.Evaluating;

/// <summary>Finds what texts are usual for a model: of its dev data, by the number of tokens, how unfamiliar all but a few are.</summary>
internal static class TextQualityRange
{
    public const string Key = "text_quality";

    /// <summary>The share of the dev data that is to count as familiar.</summary>
    private const double Share = 0.97;

    /// <summary>A class of lengths with fewer texts takes the bound of all texts.</summary>
    private const int FewestTexts = 30;

    private static readonly int[] UpToTokens = [2, 4, 8, 16, 32];

    private static readonly JsonSerializerOptions Format = new() { WriteIndented = true, IndentSize = 2, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Adds the range to <c>inference_config.json</c>.</summary>
    /// <param name="config">The file.</param>
    /// <param name="texts">What the dev texts are like.</param>
    public static byte[] AddTo(byte[] config, IReadOnlyList<TextQuality> texts)
    {
        if (texts.Count == 0 || JsonNode.Parse(config) is not JsonObject root)
        {
            return config;
        }

        var all = Bound(texts);
        var bounds = new JsonArray();
        for (var i = 0; i <= UpToTokens.Length; i++)
        {
            var (above, most) = (i == 0 ? 0 : UpToTokens[i - 1], i == UpToTokens.Length ? int.MaxValue : UpToTokens[i]);
            TextQuality[] alike = [.. texts.Where(text => text.Tokens > above && text.Tokens <= most)];
            bounds.Add(Math.Round(alike.Length >= FewestTexts ? Bound(alike) : all, 4));
        }

        root[Key] = new JsonObject { ["up_to_tokens"] = new JsonArray([.. UpToTokens.Select(tokens => (JsonNode)tokens)]), ["most_unfamiliar"] = bounds };
        return System.Text.Encoding.UTF8.GetBytes(root.ToJsonString(Format) + "\n");
    }

    private static double Bound(IReadOnlyCollection<TextQuality> texts)
    {
        double[] sorted = [.. texts.Select(text => text.Unfamiliarity).Order()];
        return sorted[Math.Min(sorted.Length - 1, (int)(Share * sorted.Length))];
    }
}
