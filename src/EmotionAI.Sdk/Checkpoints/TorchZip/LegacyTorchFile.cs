using System.Buffers.Binary;
using EmotionAI.Checkpoints.Pickle;

namespace EmotionAI.Checkpoints.TorchZip;

/// <summary>Reads the form of <c>torch.save</c> before torch 1.6: five pickles, then the storages one after another.</summary>
internal sealed class LegacyTorchFile
{
    private const long ProtocolVersion = 1001;

    private readonly MappedFile _file;
    private readonly string _path;
    private readonly EmotionLimits _limits;
    private long _position;

    private LegacyTorchFile(MappedFile file, string path, EmotionLimits limits)
    {
        _file = file;
        _path = path;
        _limits = limits;
    }

    /// <summary>Gets the bytes that every such file begins with: the pickle of the magic number.</summary>
    public static ReadOnlySpan<byte> Magic => [0x80, 0x02, 0x8A, 0x0A, 0x6C, 0xFC, 0x9C, 0x46, 0xF9, 0x20, 0x6A, 0xA8, 0x50, 0x19, 0x2E];

    public static void Read(MappedFile file, string path, EmotionLimits limits, StateDictionary into) =>
        new LegacyTorchFile(file, path, limits).Read(into);

    private void Read(StateDictionary into)
    {
        _position = Magic.Length;
        if (Next() is not ProtocolVersion)
        {
            throw Invalid($"its protocol is not {ProtocolVersion}");
        }

        if (Next() is PickleDictionary system && system.Entries.Any(entry => entry is { Key: "little_endian", Value: false }))
        {
            throw new EmotionAIException(EmotionErrorCodes.FormatUnsupported, $"'{Path.GetFileName(_path)}' is not little-endian.", _path);
        }

        var value = Next();
        if (Next() is not List<object?> keys)
        {
            throw Invalid("it has no list of storages");
        }

        var places = Locate(keys, StoragesOf(value));
        new TorchTensors(_file, _path, _limits, storage => places[storage.Key]).AddTo(into, value);
    }

    private static Dictionary<string, PickleStorage> StoragesOf(object? value)
    {
        var storages = new Dictionary<string, PickleStorage>(StringComparer.Ordinal);
        var pending = new Stack<object?>([value]);
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        while (pending.TryPop(out var next))
        {
            if (next is PickleTensor tensor)
            {
                storages.TryAdd(tensor.Storage.Key, tensor.Storage);
            }
            else if (next is PickleDictionary dictionary && seen.Add(dictionary))
            {
                dictionary.Entries.ForEach(entry => pending.Push(entry.Value));
            }
        }

        return storages;
    }

    private object? Next()
    {
        var rest = _file.Slice(_position, Math.Min(_file.Length - _position, _limits.PickleBytes));
        var value = PickleReader.Read(rest, _limits, _path, _position, out var length);
        _position += length;
        return value;
    }

    /// <summary>Walks the storages: each is a count of eight bytes, then its elements, whose size only the tensors know.</summary>
    private Dictionary<string, long> Locate(List<object?> keys, Dictionary<string, PickleStorage> storages)
    {
        var places = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var key in keys)
        {
            if (key is not string name || !storages.TryGetValue(name, out var storage))
            {
                throw Invalid($"no tensor refers to its storage '{key}'");
            }

            var count = BinaryPrimitives.ReadInt64LittleEndian(_file.Slice(_position, sizeof(long)));
            _position += sizeof(long);
            if (count != storage.ElementCount)
            {
                throw Invalid($"its storage '{name}' has {count} elements where {storage.ElementCount} were announced");
            }

            var size = TorchTensors.SizeOf(storage.DataType);
            if (count > (_file.Length - _position) / size)
            {
                throw new EmotionAIException(EmotionErrorCodes.FileTruncated, $"'{Path.GetFileName(_path)}' is cut off inside its storage '{name}'.", _path, _position);
            }

            places[name] = _position;
            _position += count * size;
        }

        return storages.Keys.FirstOrDefault(name => !places.ContainsKey(name)) is { } missing
            ? throw Invalid($"its storage '{missing}' is missing")
            : places;
    }

    private EmotionAIException Invalid(string found) =>
        new(EmotionErrorCodes.FormatInvalid, $"'{Path.GetFileName(_path)}' is not a valid torch checkpoint: {found}.", _path, _position);
}
