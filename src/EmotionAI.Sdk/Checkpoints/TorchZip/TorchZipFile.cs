using EmotionAI.Checkpoints.Pickle;

namespace EmotionAI.Checkpoints.TorchZip;

/// <summary>Reads the zip form of <c>torch.save</c>, the default since torch 1.6.</summary>
internal static class TorchZipFile
{
    private const string PickleName = "data.pkl";

    public static void Read(MappedFile file, string path, EmotionLimits limits, StateDictionary into)
    {
        var name = Path.GetFileName(path);
        var zip = ZipDirectory.Read(file, path, limits);
        var pickles = zip.Entries.Values.Where(entry => entry.Name.EndsWith($"/{PickleName}", StringComparison.Ordinal) && entry.Name.AsSpan(0, entry.Name.Length - PickleName.Length - 1).IndexOf('/') < 0).ToList();
        if (pickles.Count != 1)
        {
            throw new EmotionAIException(EmotionErrorCodes.FormatInvalid, $"'{name}' is a zip archive with {pickles.Count} entries …/{PickleName}; a torch file has one.", path);
        }

        var root = pickles[0].Name[..^PickleName.Length];
        if (zip.Entries.ContainsKey($"{root}constants.pkl"))
        {
            throw new EmotionAIException(EmotionErrorCodes.FormatUnsupported, $"'{name}' is a TorchScript program; allowed: weights saved with torch.save.", path);
        }

        if (zip.Entries.TryGetValue($"{root}byteorder", out var order) && !zip.Bytes(order).SequenceEqual("little"u8))
        {
            throw new EmotionAIException(EmotionErrorCodes.FormatUnsupported, $"'{name}' is not little-endian.", path);
        }

        if (pickles[0].Length > limits.PickleBytes)
        {
            throw new EmotionAIException(EmotionErrorCodes.LimitExceeded, $"The pickle in '{name}' has {pickles[0].Length} bytes; at most {limits.PickleBytes} are allowed.", path, pickles[0].Offset);
        }

        var value = PickleReader.Read(zip.Bytes(pickles[0]), limits, path, pickles[0].Offset, out _);
        new TorchTensors(file, path, limits, storage => Locate(zip, root, storage, path)).AddTo(into, value);
    }

    private static long Locate(ZipDirectory zip, string root, PickleStorage storage, string path)
    {
        var name = $"{root}data/{storage.Key}";
        if (!zip.Entries.TryGetValue(name, out var entry))
        {
            throw new EmotionAIException(EmotionErrorCodes.FormatInvalid, $"'{Path.GetFileName(path)}' has no entry '{name}', which its tensors refer to.", path);
        }

        if (entry.Length / TorchTensors.SizeOf(storage.DataType) != storage.ElementCount || entry.Length % TorchTensors.SizeOf(storage.DataType) != 0)
        {
            throw new EmotionAIException(EmotionErrorCodes.FormatInvalid, $"The entry '{name}' of '{Path.GetFileName(path)}' has {entry.Length} bytes; {storage.ElementCount} elements of {storage.DataType} were announced.", path, entry.Offset);
        }

        _ = zip.Bytes(entry);
        return entry.Offset;
    }
}
