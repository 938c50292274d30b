namespace EmotionAI.Checkpoints.TorchZip;

/// <summary>Collects the storages that a torch pickle refers to by persistent ids.</summary>
internal sealed class TorchStorages(OpenedFile file)
{
    private const int StorageCost = 160;
    private const int IdLength = 5;

    private readonly Dictionary<string, TorchStorage> _storages = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, TorchStorage> All => _storages;

    /// <summary>Resolves ('storage', class, key, location, count), in old files with a sixth member that must be None.</summary>
    /// <exception cref="EmotionAIException">The id is of another form, or contradicts an earlier one.</exception>
    public TorchStorage Load(PickleValue id, long offset)
    {
        var parts = id.Tuple;
        if (parts is null || parts.Length is < IdLength or > IdLength + 1 || parts[0].Text != "storage"
            || parts[1].Global is not { Kind: TorchGlobalKind.Storage } type || parts[2].Text is not { } key || parts[4].Kind != PickleKind.Integer)
        {
            throw file.Fault(EmotionErrorCodes.FormatInvalid, "has a persistent id that is not ('storage', class, key, location, count)", offset);
        }

        if (parts.Length > IdLength && parts[IdLength].Kind != PickleKind.None)
        {
            throw file.Fault(EmotionErrorCodes.FormatUnsupported, "holds views of storages, which torch stopped writing in 2017", offset);
        }

        var count = parts[4].Integer;
        if (count < 0 || count > file.Length / type.ElementSize)
        {
            throw file.Fault(EmotionErrorCodes.FormatInvalid, Invariant($"has storage {OpenedFile.Quote(key)} of {count} elements, more than the file can hold"), offset);
        }

        return Register(key, type, count, offset);
    }

    private TorchStorage Register(string key, TorchGlobal type, long count, long offset)
    {
        if (_storages.TryGetValue(key, out var known))
        {
            return known.Count == count && known.Type == type
                ? known
                : throw file.Fault(EmotionErrorCodes.FormatInvalid, $"describes storage {OpenedFile.Quote(key)} in two ways", offset);
        }

        if (_storages.Count >= file.Limits.Tensors)
        {
            throw file.Fault(EmotionErrorCodes.LimitExceeded, Invariant($"holds more than {file.Limits.Tensors} storages"), offset);
        }

        file.Charge(StorageCost);
        var storage = new TorchStorage(key, type, count);
        _storages.Add(key, storage);
        return storage;
    }
}
