using EmotionAI.Cli.Input;
using EmotionAI.Text;

namespace EmotionAI.Cli.Output;

/// <summary>Writes the tokens of texts, one JSON object a text.</summary>
internal sealed class TokenWriter(TextWriter output, TextTokenizer tokenizer) : IDisposable
{
    private const int FirstLength = 1_024;

    private readonly JsonLine _line = new(output);
    private int[] _ids = new int[FirstLength];

    /// <summary>Writes a text.</summary>
    /// <returns>Whether it could be tokenized.</returns>
    public bool Write(InputItem<string> item)
    {
        if (item.Error is { } error)
        {
            _line.WriteError(item.Index, item.Name, error.Code, RawNames.Display(error.Message), item.Passed);
            return false;
        }

        ReadOnlySpan<int> ids;
        try
        {
            ids = Encode(item.Value!);
        }
        catch (EmotionAIException e)
        {
            _line.WriteError(item.Index, item.Name, e.Code, RawNames.Display(e.Message), item.Passed);
            return false;
        }

        var json = _line.Begin();
        item.Passed?.Write(json);
        json.WriteStartArray("ids");
        foreach (var id in ids)
        {
            json.WriteNumberValue(id);
        }

        json.WriteEndArray();
        json.WriteStartArray("tokens");
        foreach (var id in ids)
        {
            json.WriteStringValue(tokenizer.TokenOf(id) ?? "");
        }

        json.WriteEndArray();
        _line.End();
        return true;
    }

    public void Dispose() => _line.Dispose();

    private ReadOnlySpan<int> Encode(string text)
    {
        if (text.Length > EmotionLimits.Default.TextCharacters)
        {
            throw new EmotionAIException(EmotionErrorCodes.LimitExceeded, Invariant($"The text has {text.Length} characters; at most {EmotionLimits.Default.TextCharacters} are allowed."));
        }

        while (true)
        {
            var count = tokenizer.Encode(text, _ids, out var truncated);
            if (!truncated)
            {
                return _ids.AsSpan(0, count);
            }

            _ids = new int[_ids.Length * 2];
        }
    }
}
