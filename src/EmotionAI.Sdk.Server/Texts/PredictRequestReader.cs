using System.Text.Json;
using EmotionAI.Server.Requests;

namespace EmotionAI.Server.Texts;

/// <summary>Reads <c>PredictRequest</c> of text-embeddings-inference 1.7.</summary>
internal static class PredictRequestReader
{
    private const string Inputs = "'inputs'";
    private const string Allowed = "a string, or a batch [[\"…\"], [\"…\"]]";
    private const string Pair = "A pair of texts has no meaning for a model of emotions; send each text in a list of its own: [[\"…\"], [\"…\"]].";
    private const string Ambiguous = "Bare strings in a list are a pair for text-embeddings-inference and a batch for Hugging Face's inference API. For a batch, send each text in a list of its own, [[\"…\"], [\"…\"]], or send the same body to POST /.";

    /// <param name="json">The body.</param>
    /// <param name="options">The limits.</param>
    /// <param name="readsBareBatch">Whether a list of strings is a batch, as for Hugging Face's inference API.</param>
    /// <exception cref="EmotionAIException">The request is not one that can be answered.</exception>
    public static PredictRequest Read(ReadOnlySpan<byte> json, EmotionServerOptions options, bool readsBareBatch)
    {
        var reader = new RequestJson(json);
        var seen = new HashSet<string>();
        PredictRequest? request = null;
        bool? truncate = null;
        var (rawScores, truncatesLeft) = (false, false);
        reader.Advance();
        reader.EnterObject("The request");
        while (reader.NextKey(seen, out var key))
        {
            switch (key)
            {
                case "inputs":
                    request = ReadInputs(ref reader, options, readsBareBatch);
                    break;
                case "raw_scores":
                    rawScores = reader.Boolean("'raw_scores'");
                    break;
                case "truncate":
                    truncate = reader.Kind == JsonTokenType.Null ? null : reader.Boolean("'truncate'");
                    break;
                case "truncation_direction":
                    truncatesLeft = IsLeft(ref reader);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        reader.End();
        return (request ?? throw new EmotionAIException(EmotionErrorCodes.InputInvalid, $"{Inputs} is missing; allowed: {Allowed}.")) with
        {
            RawScores = rawScores,
            Truncate = truncate ?? true,
            TruncatesLeft = truncatesLeft,
        };
    }

    private static PredictRequest ReadInputs(ref RequestJson reader, EmotionServerOptions options, bool readsBareBatch)
    {
        if (reader.Kind == JsonTokenType.String)
        {
            return new PredictRequest([Text(ref reader, options)], IsBatch: false);
        }

        if (reader.Kind != JsonTokenType.StartArray)
        {
            throw reader.Wrong(Inputs, Allowed);
        }

        var texts = new List<string>();
        var isBare = false;
        while (reader.NextElement())
        {
            var isString = reader.Kind == JsonTokenType.String;
            if (texts.Count > 0 && isString != isBare)
            {
                throw new EmotionAIException(EmotionErrorCodes.InputInvalid, $"{Inputs} mixes strings and lists; allowed: {Allowed}.");
            }

            isBare = isString;
            texts.Add(isString ? Text(ref reader, options) : Single(ref reader, options));
            if (texts.Count > options.MaxBatchSize)
            {
                throw new EmotionAIException(EmotionErrorCodes.LimitExceeded, Invariant($"{Inputs} has more than {options.MaxBatchSize} texts, which is what this server takes at once (EmotionServerOptions.MaxBatchSize)."));
            }
        }

        return texts.Count == 0 ? throw new EmotionAIException(EmotionErrorCodes.InputInvalid, $"{Inputs} is empty; allowed: {Allowed}.")
            : isBare && texts.Count > 1 && !readsBareBatch ? throw new EmotionAIException(EmotionErrorCodes.InputInvalid, Ambiguous)
            : new PredictRequest(texts, IsBatch: !isBare || readsBareBatch);
    }

    /// <summary>Reads one text in a list of its own.</summary>
    private static string Single(ref RequestJson reader, EmotionServerOptions options)
    {
        if (reader.Kind != JsonTokenType.StartArray || !reader.NextElement())
        {
            throw new EmotionAIException(EmotionErrorCodes.InputInvalid, $"An element of {Inputs} is neither a string nor a list with one; allowed: {Allowed}.");
        }

        var text = Text(ref reader, options);
        return reader.NextElement() ? throw new EmotionAIException(EmotionErrorCodes.InputInvalid, Pair) : text;
    }

    private static string Text(ref RequestJson reader, EmotionServerOptions options) => TextLimit.Check(reader.String($"A text of {Inputs}"), options);

    private static bool IsLeft(ref RequestJson reader)
    {
        const string what = "'truncation_direction'";
        var direction = reader.String(what);
        return direction.Equals("left", StringComparison.OrdinalIgnoreCase)
            || (direction.Equals("right", StringComparison.OrdinalIgnoreCase) ? false : throw reader.Wrong(what, "\"Right\" or \"Left\""));
    }
}
