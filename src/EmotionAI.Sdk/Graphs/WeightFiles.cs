using System.Diagnostics.CodeAnalysis;
using EmotionAI.Checkpoints;

namespace EmotionAI.Graphs;

/// <summary>Finds tensors in the open files of a model, under the names that its network gives them.</summary>
/// <remarks>A checkpoint may have been saved without the prefix of its encoder, or out of another module: both are settled here, once.</remarks>
internal sealed class WeightFiles : IDisposable
{
    private readonly Dictionary<string, StateDictionary> _parts;
    private readonly string _encoder;
    private readonly string _wrapper;

    /// <summary>Takes over the one file, or the shards, of a checkpoint.</summary>
    /// <param name="weights">The tensors.</param>
    /// <param name="encoder">The prefix of the encoder's names, such as <c>bert.</c>; empty for none.</param>
    public WeightFiles(StateDictionary weights, string encoder)
        : this(new Dictionary<string, StateDictionary>(StringComparer.Ordinal) { [""] = weights }, encoder)
    {
        _wrapper = Wrapper(weights, encoder);
    }

    /// <summary>Takes over several files, each with a name.</summary>
    public WeightFiles(Dictionary<string, StateDictionary> parts)
        : this(parts, "")
    {
    }

    private WeightFiles(Dictionary<string, StateDictionary> parts, string encoder)
    {
        _parts = parts;
        _encoder = encoder;
        _wrapper = "";
    }

    /// <summary>Gets the largest file; null where there is none.</summary>
    public MappedFile? LargestFile => field ??= _parts.Values.SelectMany(weights => weights.Files).MaxBy(file => file.Length);

    /// <summary>Gets the path of a part, for messages.</summary>
    public string PathOf(string part) => _parts.TryGetValue(part, out var weights) ? weights.Tensors.FirstOrDefault()?.File.Path ?? part : part;

    /// <summary>Gets the number of tensors of a part.</summary>
    public int Count(string part = "") => _parts.TryGetValue(part, out var weights) ? weights.Count : 0;

    /// <summary>Gets the number of tensors of all parts.</summary>
    public int Total => _parts.Values.Sum(weights => weights.Count);

    /// <summary>Tells whether a part could be opened.</summary>
    public bool IsOpen(string part = "") => _parts.ContainsKey(part);

    public bool TryFind(string part, string name, [NotNullWhen(true)] out CheckpointTensor? tensor)
    {
        tensor = null;
        return _parts.TryGetValue(part, out var weights)
            && (weights.TryGet(_wrapper + name, out tensor)
                || (_encoder.Length > 0 && name.StartsWith(_encoder, StringComparison.Ordinal) && weights.TryGet(_wrapper + name[_encoder.Length..], out tensor)));
    }

    public void Dispose()
    {
        foreach (var weights in _parts.Values)
        {
            weights.Dispose();
        }
    }

    /// <summary>Finds the one module that holds everything, as a training framework's wrapper does: <c>model.bert.…</c> beside <c>model.classifier.…</c>.</summary>
    private static string Wrapper(StateDictionary weights, string encoder)
    {
        var first = weights.Tensors.FirstOrDefault()?.Name ?? "";
        var end = encoder.Length == 0 ? -1 : first.IndexOf('.', StringComparison.Ordinal) + 1;
        var wrapper = end > 0 ? first[..end] : "";
        return wrapper.Length > 0 && weights.Tensors.All(tensor => tensor.Name.StartsWith(wrapper, StringComparison.Ordinal))
            && weights.Tensors.Any(tensor => tensor.Name.AsSpan(wrapper.Length).StartsWith(encoder, StringComparison.Ordinal)) ? wrapper : "";
    }
}
