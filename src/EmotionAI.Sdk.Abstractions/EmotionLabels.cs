using System.Collections;

namespace EmotionAI;

/// <summary>Holds the labels of a model in index order: label <c>i</c> names output <c>i</c>.</summary>
/// <remarks>Immutable and safe for concurrent use. Labels are compared ordinally, case included.</remarks>
public sealed class EmotionLabels : IReadOnlyList<string>
{
    private readonly string[] _labels;
    private readonly Dictionary<string, int> _indices;

    /// <summary>Creates the list from labels in index order.</summary>
    /// <param name="labels">One or more distinct, non-empty labels.</param>
    /// <exception cref="ArgumentException">There is no label, an empty one, or one that occurs twice.</exception>
    public EmotionLabels(IEnumerable<string> labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        _labels = [.. labels];
        if (_labels.Length == 0)
        {
            throw new ArgumentException("There must be at least one label.", nameof(labels));
        }

        _indices = new Dictionary<string, int>(_labels.Length, StringComparer.Ordinal);
        for (var i = 0; i < _labels.Length; i++)
        {
            if (string.IsNullOrEmpty(_labels[i]))
            {
                throw new ArgumentException(Invariant($"Label {i} is empty."), nameof(labels));
            }

            if (!_indices.TryAdd(_labels[i], i))
            {
                throw new ArgumentException(Invariant($"The label '{_labels[i]}' occurs at {_indices[_labels[i]]} and at {i}."), nameof(labels));
            }
        }
    }

    /// <summary>Gets the 28 labels of GoEmotions (27 emotions and neutral) in the order of its simplified release.</summary>
    public static EmotionLabels GoEmotions { get; } = new(
    [
        "admiration", "amusement", "anger", "annoyance", "approval", "caring", "confusion", "curiosity", "desire",
        "disappointment", "disapproval", "disgust", "embarrassment", "excitement", "fear", "gratitude", "grief", "joy",
        "love", "nervousness", "optimism", "pride", "realization", "relief", "remorse", "sadness", "surprise", "neutral",
    ]);

    /// <summary>Gets the 8 labels of RAVDESS speech in the order of its file names.</summary>
    public static EmotionLabels Ravdess { get; } = new(
        ["neutral", "calm", "happy", "sad", "angry", "fearful", "disgust", "surprised"]);

    /// <summary>Gets the number of labels.</summary>
    public int Count => _labels.Length;

    /// <summary>Gets the label of an output.</summary>
    /// <param name="index">The index of the output, from 0.</param>
    public string this[int index] => _labels[index];

    /// <summary>Finds the output that a label names.</summary>
    /// <param name="label">The label.</param>
    /// <returns>The index, or -1 where the model has no such label.</returns>
    public int IndexOf(string label) => _indices.TryGetValue(label, out var index) ? index : -1;

    /// <summary>Enumerates the labels in index order.</summary>
    /// <returns>The enumerator.</returns>
    public IEnumerator<string> GetEnumerator() => ((IEnumerable<string>)_labels).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
