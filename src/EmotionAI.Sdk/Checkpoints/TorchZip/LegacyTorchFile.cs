using System.Buffers.Binary;

namespace EmotionAI.Checkpoints.TorchZip;

/// <summary>Reads torch files of the kind before 1.6: five pickles, then the storages one after another.</summary>
/// <remarks>Follows _legacy_load of torch/serialization.py.</remarks>
internal static class LegacyTorchFile
{
    private const long Protocol = 1001;
    private const int CountBytes = 8;

    /// <summary>Gets the first bytes: a pickle of the magic number 0x1950A86A20F9469CFC6C.</summary>
    public static ReadOnlySpan<byte> Magic => [0x80, 0x02, 0x8A, 0x0A, 0x6C, 0xFC, 0x9C, 0x46, 0xF9, 0x20, 0x6A, 0xA8, 0x50, 0x19, 0x2E];

    /// <summary>Opens a file and adds its tensors to a dictionary, which then owns the mapping.</summary>
    /// <param name="path">The file.</param>
    /// <param name="limits">The bounds.</param>
    /// <param name="into">Receives the tensors; it is to be disposed when this fails.</param>
    /// <param name="rename">Changes names before they are added; null keeps them.</param>
    /// <exception cref="EmotionAIException">The file is malformed, or asks for anything but tensors.</exception>
    public static MappedFile Open(string path, EmotionLimits limits, StateDictionary into, Func<string, string>? rename = null)
    {
        var file = OpenedFile.Open(path, limits, into);
        Read(file, into, rename);
        return file.Mapped;
    }

    internal static void Read(OpenedFile file, StateDictionary into, Func<string, string>? rename)
    {
        if (!file.Head(Magic.Length).SequenceEqual(Magic))
        {
            throw file.Fault(EmotionErrorCodes.FormatInvalid, "does not begin with the magic number of a torch file", 0);
        }

        var storages = new TorchStorages(file);
        var offset = (long)Magic.Length;
        if (Next(file, storages, ref offset) is not { Kind: PickleKind.Integer, Integer: Protocol })
        {
            throw file.Fault(EmotionErrorCodes.FormatUnsupported, $"is a torch file of a protocol other than {Protocol}", offset);
        }

        CheckSystem(file, Next(file, storages, ref offset), offset);
        var tree = Next(file, storages, ref offset);
        var keys = Next(file, storages, ref offset);
        PlaceAll(file, storages, keys, offset);
        new StateTree(file, into, rename).Add(tree);
    }

    private static PickleValue Next(OpenedFile file, TorchStorages storages, ref long offset) =>
        Unpickler.Read(file, storages, offset, file.Length - offset, out offset);

    private static void CheckSystem(OpenedFile file, PickleValue system, long offset)
    {
        if (system.Kind != PickleKind.Dictionary)
        {
            throw file.Fault(EmotionErrorCodes.FormatInvalid, "lacks the description of the machine it was written on", offset);
        }

        var values = system.Sequence!.Values;
        for (var i = 0; i < values.Length; i += 2)
        {
            if (values[i].Text == "little_endian" && values[i + 1] is { Kind: PickleKind.Boolean, Integer: 0 })
            {
                throw file.Fault(EmotionErrorCodes.FormatUnsupported, "was written on a big-endian machine; only little-endian files are read", offset);
            }
        }
    }

    private static void PlaceAll(OpenedFile file, TorchStorages storages, PickleValue keys, long offset)
    {
        if (keys.Kind != PickleKind.List || keys.Sequence!.Values.Length != storages.All.Count)
        {
            throw file.Fault(EmotionErrorCodes.FormatInvalid, $"does not list the {storages.All.Count} storages that its pickle names", offset);
        }

        foreach (var key in keys.Sequence.Values)
        {
            if (key.Text is null || !storages.All.TryGetValue(key.Text, out var storage) || storage.Offset >= 0)
            {
                throw file.Fault(EmotionErrorCodes.FormatInvalid, "lists a storage twice, or one that its pickle does not name", offset);
            }

            offset = Place(file, storage, offset);
        }

        if (offset != file.Length)
        {
            throw file.Fault(EmotionErrorCodes.FormatInvalid, Invariant($"has {file.Length - offset} bytes after the last storage"), offset);
        }
    }

    private static long Place(OpenedFile file, TorchStorage storage, long offset)
    {
        if (file.Length - offset < CountBytes + storage.ByteLength)
        {
            throw file.Fault(EmotionErrorCodes.FileTruncated, Invariant($"is cut off inside storage {OpenedFile.Quote(storage.Key)} of {storage.ByteLength} bytes"), file.Length);
        }

        var count = BinaryPrimitives.ReadInt64LittleEndian(file.Slice(offset, CountBytes));
        if (count != storage.Count)
        {
            throw file.Fault(EmotionErrorCodes.FormatInvalid, Invariant($"has storage {OpenedFile.Quote(storage.Key)} of {count} elements where its pickle announces {storage.Count}"), offset);
        }

        storage.Offset = offset + CountBytes;
        return storage.Offset + storage.ByteLength;
    }
}
