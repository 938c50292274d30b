namespace EmotionAI.Checkpoints.Pickle;

/// <summary>Holds the entries of a Python dictionary in order; a later entry of the same key counts.</summary>
internal sealed class PickleDictionary
{
    public List<KeyValuePair<object?, object?>> Entries { get; } = [];

    public void Add(object? key, object? value) => Entries.Add(new(key, value));
}
