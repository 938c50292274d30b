using System.Text.Json;
using EmotionAI.Formats;

namespace EmotionAI.Server.Requests;

/// <summary>Reads a request value by value, and stops at the first one that is wrong, so that nothing is made of what is refused. Keys that nobody reads are skipped.</summary>
/// <param name="json">The request, as <see cref="JsonBody"/> gives it.</param>
internal ref struct RequestJson(ReadOnlySpan<byte> json)
{
    /// <summary>The most keys of one object.</summary>
    private const int MaxKeys = 64;

    private readonly bool _isEmpty = json.IsEmpty;
    private Utf8JsonReader _reader = new(json, new JsonReaderOptions { MaxDepth = JsonBody.Depth });

    /// <summary>Gets the kind of the value that was just reached.</summary>
    public readonly JsonTokenType Kind => _reader.TokenType;

    /// <summary>Goes to the next token.</summary>
    /// <exception cref="EmotionAIException">The request is not JSON.</exception>
    public void Advance()
    {
        try
        {
            if (!_reader.Read())
            {
                throw new JsonException("it ends too early.");
            }
        }
        catch (JsonException e)
        {
            throw JsonText.Invalid(JsonBody.Name, _isEmpty, e);
        }
    }

    /// <summary>Enters the object that the request is, or that the value just reached is.</summary>
    /// <param name="what">The value, for the message.</param>
    public readonly void EnterObject(string what)
    {
        if (Kind != JsonTokenType.StartObject)
        {
            throw Wrong(what, "an object");
        }
    }

    /// <summary>Goes to the value of the next key.</summary>
    /// <param name="seen">The keys of the object so far.</param>
    /// <param name="key">Receives the key.</param>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="EmotionAIException">The key is there twice, or there are too many.</exception>
    public bool NextKey(HashSet<string> seen, out string key)
    {
        Advance();
        if (Kind == JsonTokenType.EndObject)
        {
            key = "";
            return false;
        }

        key = _reader.GetString()!;
        if (!seen.Add(key))
        {
            throw new EmotionAIException(EmotionErrorCodes.InputInvalid, $"A key is in the same object twice{(key.Length <= MaxKeys ? $": '{key}'" : "")}.");
        }

        if (seen.Count > MaxKeys)
        {
            throw new EmotionAIException(EmotionErrorCodes.LimitExceeded, Invariant($"An object has more than {MaxKeys} keys."));
        }

        Advance();
        return true;
    }

    /// <summary>Goes to the next element of a list.</summary>
    /// <returns>Whether there is one.</returns>
    public bool NextElement()
    {
        Advance();
        return Kind != JsonTokenType.EndArray;
    }

    /// <summary>Passes over the value that was just reached.</summary>
    public void Skip()
    {
        try
        {
            _reader.Skip();
        }
        catch (JsonException e)
        {
            throw JsonText.Invalid(JsonBody.Name, isEmpty: false, e);
        }
    }

    public readonly string String(string what) => Kind == JsonTokenType.String ? _reader.GetString()! : throw Wrong(what, "a string");

    public readonly bool Boolean(string what) => Kind is JsonTokenType.True or JsonTokenType.False ? Kind == JsonTokenType.True : throw Wrong(what, "true or false");

    public readonly long Integer(string what) => Kind == JsonTokenType.Number && _reader.TryGetInt64(out var value) ? value : throw Wrong(what, "a whole number");

    public readonly byte[] Base64(string what) => Kind == JsonTokenType.String && _reader.TryGetBytesFromBase64(out var bytes) ? bytes : throw Wrong(what, "a string of base64");

    /// <summary>Sees that nothing follows the request.</summary>
    public void End()
    {
        try
        {
            _reader.Read();
        }
        catch (JsonException e)
        {
            throw JsonText.Invalid(JsonBody.Name, isEmpty: false, e);
        }
    }

    /// <summary>Says that a value is of the wrong kind.</summary>
    public readonly EmotionAIException Wrong(string what, string allowed) => new(EmotionErrorCodes.InputInvalid, $"{what} is {Describe()}; allowed: {allowed}.");

    private readonly string Describe() => Kind switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "a list",
        JsonTokenType.String => "a string",
        JsonTokenType.Number => "a number that does not fit, or is none here",
        JsonTokenType.Null => "null",
        JsonTokenType.True or JsonTokenType.False => "true or false",
        _ => "missing",
    };
}
