using System.Text.Json;

namespace EmotionAI.Jobs;

/// <summary>Is one input of a job: a text or the path of a recording, with what goes on to its result.</summary>
/// <remarks>Immutable and safe for concurrent use. Halves of surrogate pairs, which are no characters, become U+FFFD on the way.</remarks>
/// <param name="Input">The text, or the path of a recording that every worker can open.</param>
public sealed record JobItem(string Input)
{
    /// <summary>Gets what the result calls the input; null for the input itself.</summary>
    public string? Name { get; init; }

    /// <summary>Gets the id that is written to the result, any JSON value; null for none.</summary>
    public JsonElement? Id { get; init; }

    /// <summary>Gets what else is written to the result, under <c>fields</c>.</summary>
    public IReadOnlyDictionary<string, JsonElement> Fields { get; init => field = Frozen.Copy(value); } = Frozen.Copy(new Dictionary<string, JsonElement>());

    /// <summary>Gets why the input could not be read, so that its result is this error; null for an input as usual.</summary>
    public EmotionAIException? Error { get; init; }
}
