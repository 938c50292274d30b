using System.Buffers.Binary;
using System.Text.Json;

namespace EmotionAI.Checkpoints.SafeTensors;

/// <summary>Reads safetensors files; follows the validation of the reference implementation in Rust.</summary>
internal static class SafeTensorsFile
{
    private const int LengthBytes = 8;
    private const string MetadataKey = "__metadata__";
    private const int DescribedBytes = 256;

    /// <summary>Maps a file and adds its tensors.</summary>
    /// <exception cref="EmotionAIException">The file is missing, cut off, or breaks the format.</exception>
    public static void Open(string path, EmotionLimits limits, StateDictionary into)
    {
        var file = MappedFile.Open(path);
        into.Own(file);
        var header = ReadHeader(file, path, limits);
        var dataStart = LengthBytes + header.Length;
        List<CheckpointTensor> tensors;
        try
        {
            using var document = JsonDocument.Parse(header.ToArray(), new JsonDocumentOptions { MaxDepth = limits.JsonDepth, AllowDuplicateProperties = false });
            tensors = ReadEntries(document.RootElement, file, path, dataStart, limits);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new EmotionAIException(EmotionErrorCodes.FormatInvalid, $"The header of '{Path.GetFileName(path)}' is not valid JSON: {e.Message}", path, LengthBytes, e);
        }

        CheckLayout(tensors, file, path, dataStart);
        foreach (var tensor in tensors)
        {
            if (!into.TryAdd(tensor))
            {
                throw Invalid(path, $"the tensor '{tensor.Name}' is in more than one file of the checkpoint");
            }
        }
    }

    private static ReadOnlySpan<byte> ReadHeader(MappedFile file, string path, EmotionLimits limits)
    {
        var name = Path.GetFileName(path);
        if (file.Length < LengthBytes)
        {
            throw new EmotionAIException(EmotionErrorCodes.FileTruncated, $"'{name}' has {file.Length} bytes; a safetensors file has at least {LengthBytes}.", path, 0);
        }

        if (file.Slice(0, Math.Min(file.Length, DescribedBytes)) is var head && FileContent.IsGitLfsPointer(head))
        {
            throw new EmotionAIException(EmotionErrorCodes.FormatInvalid, $"'{name}' is {FileContent.Describe(head)}.", path, 0);
        }

        var length = BinaryPrimitives.ReadUInt64LittleEndian(file.Slice(0, LengthBytes));
        if (length > (ulong)limits.SafeTensorsHeaderBytes)
        {
            throw new EmotionAIException(EmotionErrorCodes.LimitExceeded, $"'{name}' announces a header of {length} bytes; at most {limits.SafeTensorsHeaderBytes} are allowed.", path, 0);
        }

        if ((long)length > file.Length - LengthBytes)
        {
            throw new EmotionAIException(EmotionErrorCodes.FileTruncated, $"'{name}' announces a header of {length} bytes but has {file.Length - LengthBytes} after its length.", path, 0);
        }

        var header = file.Slice(LengthBytes, (long)length);
        return header.Length > 0 && header[0] == (byte)'{' ? header : throw Invalid(path, "the header does not start with '{'");
    }

    private static List<CheckpointTensor> ReadEntries(JsonElement root, MappedFile file, string path, long dataStart, EmotionLimits limits)
    {
        var tensors = new List<CheckpointTensor>();
        foreach (var property in root.EnumerateObject())
        {
            if (property.Name == MetadataKey)
            {
                CheckMetadata(property.Value, path);
                continue;
            }

            if (tensors.Count == limits.Tensors)
            {
                throw new EmotionAIException(EmotionErrorCodes.LimitExceeded, $"'{Path.GetFileName(path)}' holds more than {limits.Tensors} tensors.", path);
            }

            tensors.Add(ReadEntry(property.Name, property.Value, file, path, dataStart, limits));
        }

        return tensors;
    }

    private static void CheckMetadata(JsonElement metadata, string path)
    {
        if (metadata.ValueKind != JsonValueKind.Object || metadata.EnumerateObject().Any(entry => entry.Value.ValueKind != JsonValueKind.String))
        {
            throw Invalid(path, "__metadata__ is not an object of strings");
        }
    }

    private static CheckpointTensor ReadEntry(string name, JsonElement entry, MappedFile file, string path, long dataStart, EmotionLimits limits)
    {
        if (entry.ValueKind != JsonValueKind.Object || entry.EnumerateObject().Count() != 3
            || !entry.TryGetProperty("dtype", out var dtype) || dtype.ValueKind != JsonValueKind.String
            || !entry.TryGetProperty("shape", out var shape) || shape.ValueKind != JsonValueKind.Array
            || !entry.TryGetProperty("data_offsets", out var offsets) || offsets.ValueKind != JsonValueKind.Array || offsets.GetArrayLength() != 2)
        {
            throw Invalid(path, $"the entry '{name}' is not {{dtype, shape, data_offsets}}");
        }

        if (shape.GetArrayLength() > limits.TensorRank)
        {
            throw new EmotionAIException(EmotionErrorCodes.LimitExceeded, $"The tensor '{name}' has {shape.GetArrayLength()} dimensions; at most {limits.TensorRank} are allowed.", path);
        }

        if (!offsets[0].TryGetInt64(out var begin) || !offsets[1].TryGetInt64(out var end) || begin < 0 || end < begin)
        {
            throw Invalid(path, $"the offsets of '{name}' are {offsets.GetRawText()}; allowed: 0 <= begin <= end");
        }

        var (type, bits) = SafeTensorsType.Parse(dtype.GetString()!) ?? throw Invalid(path, $"the tensor '{name}' has the unknown dtype '{dtype.GetString()}'");
        var sizes = shape.EnumerateArray().Select(size => size.TryGetInt64(out var value) && value >= 0 ? value : throw Invalid(path, $"the shape of '{name}' is {shape.GetRawText()}")).ToArray();
        CheckSize(name, sizes, bits, end - begin, path);
        return new CheckpointTensor { Name = name, DataType = type, Shape = sizes, File = file, Offset = dataStart + begin, ByteLength = end - begin };
    }

    private static void CheckSize(string name, long[] shape, int bits, long found, string path)
    {
        var total = (UInt128)(uint)bits;
        foreach (var size in shape)
        {
            total *= (UInt128)(ulong)size;
            if (total > ulong.MaxValue)
            {
                throw Invalid(path, $"the shape of '{name}' is larger than any file");
            }
        }

        if (total % 8 != 0 || (UInt128)(ulong)found != total / 8)
        {
            throw Invalid(path, $"the tensor '{name}' has {found} bytes; its shape and dtype need {total / 8}");
        }
    }

    private static void CheckLayout(List<CheckpointTensor> tensors, MappedFile file, string path, long dataStart)
    {
        var end = dataStart;
        foreach (var tensor in tensors.OrderBy(tensor => tensor.Offset).ThenBy(tensor => tensor.ByteLength))
        {
            if (tensor.Offset != end)
            {
                throw Invalid(path, $"the tensor '{tensor.Name}' begins at {tensor.Offset}, the one before it ends at {end}: holes and overlaps are not allowed");
            }

            end += tensor.ByteLength;
            if (end > file.Length)
            {
                throw new EmotionAIException(EmotionErrorCodes.FileTruncated, $"'{Path.GetFileName(path)}' has {file.Length} bytes, but the tensor '{tensor.Name}' ends at {end}: the file is cut off.", path, file.Length);
            }
        }

        if (end != file.Length)
        {
            throw Invalid(path, $"{file.Length - end} bytes follow the last tensor");
        }
    }

    private static EmotionAIException Invalid(string path, string found) =>
        new(EmotionErrorCodes.FormatInvalid, $"'{Path.GetFileName(path)}' is not a valid safetensors file: {found}.", path);
}
