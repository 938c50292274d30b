using System.Globalization;
using System.Text.Json.Serialization;

namespace EmotionAI;

/// <summary>Holds what a classifier found in one text or one clip.</summary>
/// <remarks>Immutable and safe for concurrent use.</remarks>
public sealed class EmotionPrediction
{
    /// <summary>Gets the labels that the decision rule accepted, best first; may be empty in a multi-label model, and is where nobody speaks (<see cref="NoSpeech"/>) unless the speech gate is off.</summary>
    public required IReadOnlyList<EmotionScore> Labels { get; init => field = Frozen.Copy(value); }

    /// <summary>Gets the score of every label, in model order.</summary>
    public required IReadOnlyList<EmotionScore> Scores { get; init => field = Frozen.Copy(value); }

    /// <summary>Gets the output of the model before the activation, in model order; empty for mocks and where several windows were put together. Left out of JSON.</summary>
    [JsonIgnore]
    public IReadOnlyList<float> Logits { get; init => field = Frozen.Copy(value); } = [];

    /// <summary>Gets the best score, whatever the thresholds say; of equal scores the first in model order.</summary>
    public required EmotionScore Top { get; init; }

    /// <summary>Gets how strong each quantity is where a speech model gives quantities and no labels, such as arousal, dominance and valence: its raw outputs by name, in model order, never probabilities. Null for every other model, and where nobody speaks unless the speech gate is off. Left out of JSON where it is null.</summary>
    /// <example><code>
    /// Console.WriteLine(prediction.Dimensions?["arousal"]);
    /// </code></example>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, float>? Dimensions { get; init => field = value is null ? null : Frozen.Copy(value); }

    /// <summary>Gets the name of the model that answered.</summary>
    public required string ModelId { get; init; }

    /// <summary>Gets whether the answer comes from a mock and means nothing.</summary>
    public bool IsMock { get; init; }

    /// <summary>Gets whether the input was longer than the model reads, so that its end was not seen.</summary>
    public bool IsTruncated { get; init; }

    /// <summary>Gets whether the recording itself ends early, so that its end is missing (<see cref="AudioClip.IsIncomplete"/>); false for texts.</summary>
    public bool IsIncomplete { get; init; }

    /// <summary>Gets what the sound is like that the model heard; null for texts and mocks.</summary>
    public AudioQuality? Quality { get; init; }

    /// <summary>Gets what the text is like for the vocabulary of the model; null for clips and mocks.</summary>
    public TextQuality? TextQuality { get; init; }

    /// <summary>Gets the windows that the scores were put together from; empty where the input was read at once.</summary>
    public IReadOnlyList<EmotionWindow> Windows { get; init => field = Frozen.Copy(value); } = [];

    /// <summary>Gets what each sense answered and how much it counts, where a classifier puts text and speech together; null for every other model. Left out of JSON where it is null.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<EmotionSense>? Senses { get; init => field = value is null ? null : Frozen.Copy(value); }

    /// <summary>Gets the score of a label.</summary>
    /// <param name="label">The label, as the model names it.</param>
    /// <exception cref="KeyNotFoundException">The model has no such label.</exception>
    /// <example><code>
    /// Console.WriteLine(prediction["joy"] > 0.8 ? "glad" : "not so glad");
    /// </code></example>
    public float this[string label] => TryGetScore(label, out var score)
        ? score
        : throw new KeyNotFoundException($"The model '{ModelId}' has no label '{label}'; its labels are {string.Join(", ", Scores.Select(known => known.Label))}.");

    /// <summary>Gets why nobody speaks in the clip, whether or not the speech gate is on; null where somebody does, and for texts and mocks.</summary>
    public NoSpeechReason? NoSpeech => Quality?.NoSpeech;

    /// <summary>Finds the score of a label.</summary>
    /// <param name="label">The label, as the model names it.</param>
    /// <param name="score">Receives the score; 0 where there is none.</param>
    /// <returns>Whether the model has such a label.</returns>
    public bool TryGetScore(string label, out float score)
    {
        ArgumentNullException.ThrowIfNull(label);
        foreach (var known in Scores)
        {
            if (known.Label == label)
            {
                score = known.Score;
                return true;
            }
        }

        score = 0;
        return false;
    }

    /// <summary>Writes the accepted labels with their scores, best first, for people: <c>joy 0.93, love 0.61</c>.</summary>
    /// <returns>The labels; what else is to be known (a mock, nobody speaks, the input was cut) in brackets.</returns>
    public override string ToString()
    {
        var labels = Labels.Count == 0 ? "no label" : string.Join(", ", Labels.Select(label => string.Create(CultureInfo.InvariantCulture, $"{label.Label} {label.Score:0.00}")));
        string?[] remarks = [IsMock ? "mock" : null, NoSpeech is { } reason ? $"no speech: {reason}" : null, IsTruncated ? "truncated" : null, TextQuality is { IsUnfamiliar: true } ? "unfamiliar text" : null, IsIncomplete ? "incomplete" : null];
        var known = string.Join(", ", remarks.OfType<string>());
        return known.Length == 0 ? labels : $"{labels} ({known})";
    }
}
