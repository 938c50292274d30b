using System.Diagnostics.CodeAnalysis;

namespace EmotionAI.Checkpoints;

/// <summary>Holds the tensors of a checkpoint by name, over one memory-mapped file or several (shards). Disposing it unmaps them.</summary>
internal sealed class StateDictionary : IDisposable
{
    private readonly Dictionary<string, CheckpointTensor> _tensors = new(StringComparer.Ordinal);
    private readonly List<MappedFile> _files = [];

    public int Count => _tensors.Count;

    public IEnumerable<CheckpointTensor> Tensors => _tensors.Values;

    /// <summary>Gets the mapped files.</summary>
    public IReadOnlyList<MappedFile> Files => _files;

    public bool TryGet(string name, [NotNullWhen(true)] out CheckpointTensor? tensor) => _tensors.TryGetValue(name, out tensor);

    public bool Contains(string name) => _tensors.ContainsKey(name);

    /// <summary>Hands a file over: it is unmapped together with this dictionary.</summary>
    public void Own(MappedFile file) => _files.Add(file);

    /// <summary>Adds a tensor.</summary>
    /// <returns>False where the name is taken.</returns>
    public bool TryAdd(CheckpointTensor tensor) => _tensors.TryAdd(tensor.Name, tensor);

    public void Dispose()
    {
        foreach (var file in _files)
        {
            file.Dispose();
        }

        _files.Clear();
        _tensors.Clear();
    }
}
