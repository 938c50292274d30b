using System.Diagnostics.CodeAnalysis;

namespace EmotionAI.Checkpoints;

/// <summary>Holds the tensors of a checkpoint by name, over one memory-mapped file or several (shards). Disposing it unmaps them.</summary>
internal sealed class StateDictionary : IDisposable
{
    private readonly Dictionary<string, CheckpointTensor> _tensors = new(StringComparer.Ordinal);
    private readonly List<MappedFile> _files = [];

    public int Count => _tensors.Count;

    public IEnumerable<CheckpointTensor> Tensors => _tensors.Values;

    public bool TryGet(string name, [NotNullWhen(true)] out CheckpointTensor? tensor) => _tensors.TryGetValue(name, out tensor);

    public bool Contains(string name) => _tensors.ContainsKey(name);

    /// <summary>Hands a file over: it is unmapped together with this dictionary.</summary>
    public void Own(MappedFile file) => _files.Add(file);

    /// <summary>Adds a tensor.</summary>
    /// <returns>False where the name is taken.</returns>
    public bool TryAdd(CheckpointTensor tensor) => _tensors.TryAdd(tensor.Name, tensor);

    /// <summary>Moves everything to a dictionary with other names; this one is empty afterwards.</summary>
    /// <exception cref="EmotionAIException">Two tensors would have one name.</exception>
    public StateDictionary Renamed(Func<string, string> rename, string path)
    {
        var renamed = new StateDictionary();
        foreach (var tensor in _tensors.Values)
        {
            var name = rename(tensor.Name);
            if (!renamed._tensors.TryAdd(name, name == tensor.Name ? tensor : tensor.WithName(name)))
            {
                throw new EmotionAIException(EmotionErrorCodes.FormatInvalid, $"'{Path.GetFileName(path)}' holds the tensor '{name}' under two names.", path);
            }
        }

        renamed._files.AddRange(_files);
        _files.Clear();
        _tensors.Clear();
        return renamed;
    }

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
