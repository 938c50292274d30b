using System.Buffers.Binary;
using System.Text.Json;
using EmotionAI.Formats;

namespace EmotionAI.Training.Writing;

/// <summary>Takes a safetensors file that was checked before apart into tensors and puts it together with others; bytes that are kept are kept as they are.</summary>
internal sealed class SafeTensorsEdit
{
    private const string Metadata = "__metadata__";

    private readonly byte[] _file;
    private readonly SortedDictionary<string, (string Type, long[] Shape, Range Bytes)> _tensors = new(StringComparer.Ordinal);

    private SafeTensorsEdit(byte[] file)
    {
        _file = file;
    }

    public IReadOnlyCollection<string> Names => _tensors.Keys;

    /// <exception cref="EmotionAIException">It is no such file.</exception>
    public static SafeTensorsEdit Read(byte[] file, string path)
    {
        var edit = new SafeTensorsEdit(file);
        try
        {
            var start = checked(sizeof(ulong) + (int)BinaryPrimitives.ReadUInt64LittleEndian(file));
            using var header = JsonDocument.Parse(file.AsMemory(sizeof(ulong)..start));
            foreach (var tensor in header.RootElement.EnumerateObject().Where(property => property.Name != Metadata))
            {
                int[] offsets = [.. tensor.Value.GetProperty("data_offsets").EnumerateArray().Select(offset => checked(offset.GetInt32() + start))];
                _ = file.AsSpan(offsets[0]..offsets[1]);
                edit._tensors.Add(tensor.Name, (tensor.Value.GetProperty("dtype").GetString()!, [.. tensor.Value.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64())], offsets[0]..offsets[1]));
            }

            return edit;
        }
        catch (Exception e) when (e is JsonException or OverflowException or ArgumentException or KeyNotFoundException or InvalidOperationException or FormatException or IndexOutOfRangeException)
        {
            throw ArtefactFile.Fault(EmotionErrorCodes.FormatInvalid, path, $"no safetensors file ({e.Message})", "a whole one of at most 2 GB is", cause: e);
        }
    }

    public void Rename(string from, string to)
    {
        if (_tensors.Remove(from, out var tensor))
        {
            _tensors[to] = tensor;
        }
    }

    /// <summary>Gives the file with tensors added, or in the place of those of the same name.</summary>
    /// <exception cref="EmotionAIException">They take more bytes than an array holds.</exception>
    public byte[] With(IReadOnlyList<SafeTensorsEntry> tensors)
    {
        var added = tensors.Select(tensor => tensor.Name).ToHashSet(StringComparer.Ordinal);
        return SafeTensorsWriter.Write([.. _tensors.Where(kept => !added.Contains(kept.Key)).Select(kept => Keep(kept.Key, kept.Value)), .. tensors]);
    }

    private SafeTensorsEntry Keep(string name, (string Type, long[] Shape, Range Bytes) tensor) =>
        new(name, tensor.Type, tensor.Shape, tensor.Bytes.GetOffsetAndLength(_file.Length).Length, target => _file.AsSpan(tensor.Bytes).CopyTo(target));
}
