using Microsoft.AspNetCore.Http;

namespace EmotionAI.Server.Requests;

/// <summary>Says in headers what the bodies of other servers' shapes have no place for.</summary>
internal static class AnswerHeaders
{
    /// <summary>Lists the headers that a page of another origin may read.</summary>
    public const string Exposed = $"{Model}, {Mock}, {Truncated}, Retry-After";

    private const string Model = "EmotionAI-Model";
    private const string Mock = "EmotionAI-Mock";
    private const string Truncated = "EmotionAI-Truncated";

    /// <summary>Names the model, and the inputs whose end was not seen.</summary>
    public static void Set(IHeaderDictionary headers, IReadOnlyList<EmotionPrediction> predictions)
    {
        headers[Model] = Uri.EscapeDataString(predictions[0].ModelId);
        if (predictions[0].IsMock)
        {
            headers[Mock] = "true";
        }

        var truncated = string.Join(", ", predictions.Index().Where(one => one.Item.IsTruncated).Select(one => Invariant($"{one.Index}")));
        if (truncated.Length > 0)
        {
            headers[Truncated] = truncated;
        }
    }
}
