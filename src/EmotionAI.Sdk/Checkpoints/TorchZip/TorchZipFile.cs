namespace EmotionAI.Checkpoints.TorchZip;

/// <summary>Reads torch files of the zip kind (torch 1.6 and later): <c>.bin</c>, <c>.pt</c>, <c>.ckpt</c>.</summary>
/// <remarks>Follows torch/serialization.py. Contiguous tensors are parts of the mapped file; strided ones are gathered.</remarks>
internal static class TorchZipFile
{
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
        var directory = ZipDirectory.Read(file);
        var root = FindRoot(file, directory);
        CheckByteOrder(file, directory, root);
        var pickle = directory.Entries[root + "data.pkl"];
        if (pickle.Length > file.Limits.PickleBytes)
        {
            throw file.Fault(EmotionErrorCodes.LimitExceeded, Invariant($"has a pickle of {pickle.Length} bytes; at most {file.Limits.PickleBytes} are allowed"), pickle.Offset);
        }

        directory.CheckPayload(pickle);
        var storages = new TorchStorages(file);
        var tree = Unpickler.Read(file, storages, pickle.Offset, pickle.Length, out var end);
        if (end != pickle.Offset + pickle.Length)
        {
            throw file.Fault(EmotionErrorCodes.FormatInvalid, "has bytes after the end of its pickle", end);
        }

        foreach (var storage in storages.All.Values)
        {
            Place(file, directory, root, storage);
        }

        new StateTree(file, into, rename).Add(tree);
    }

    /// <summary>All members lie below one folder, which holds data.pkl.</summary>
    private static string FindRoot(OpenedFile file, ZipDirectory directory)
    {
        string? root = null;
        foreach (var name in directory.Entries.Keys)
        {
            root ??= name[..(name.IndexOf('/', StringComparison.Ordinal) + 1)];
            if (!name.StartsWith(root, StringComparison.Ordinal) || root.Length == 0)
            {
                throw file.Fault(EmotionErrorCodes.FormatInvalid, $"is a zip archive whose member {OpenedFile.Quote(name)} is not below the folder of the others: no torch file");
            }
        }

        if (root is null || !directory.Entries.ContainsKey(root + "data.pkl"))
        {
            throw file.Fault(EmotionErrorCodes.FormatInvalid, "is a zip archive without a data.pkl: no torch file");
        }

        return directory.Entries.ContainsKey(root + "constants.pkl")
            ? throw file.Fault(EmotionErrorCodes.FormatUnsupported, "is a TorchScript archive, which holds code; save the state_dict instead")
            : root;
    }

    private static void CheckByteOrder(OpenedFile file, ZipDirectory directory, string root)
    {
        if (directory.Entries.TryGetValue(root + "byteorder", out var entry)
            && !file.Slice(entry.Offset, Math.Min(entry.Length, 16)).SequenceEqual("little"u8))
        {
            throw file.Fault(EmotionErrorCodes.FormatUnsupported, "was written on a big-endian machine; only little-endian files are read", entry.Offset);
        }
    }

    private static void Place(OpenedFile file, ZipDirectory directory, string root, TorchStorage storage)
    {
        file.Charge(32 + (2L * (root.Length + storage.Key.Length + 5)));
        if (!directory.Entries.TryGetValue($"{root}data/{storage.Key}", out var entry))
        {
            throw file.Fault(EmotionErrorCodes.FormatInvalid, $"lacks storage {OpenedFile.Quote(storage.Key)}, which its pickle names");
        }

        if (entry.Length != storage.ByteLength)
        {
            throw file.Fault(EmotionErrorCodes.FormatInvalid, Invariant($"has storage {OpenedFile.Quote(storage.Key)} of {entry.Length} bytes where its pickle announces {storage.ByteLength}"), entry.Offset);
        }

        directory.CheckPayload(entry);
        storage.Offset = entry.Offset;
    }
}
