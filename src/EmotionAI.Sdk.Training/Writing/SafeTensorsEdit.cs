using System.Buffers.Binary;
using System.Runtime.InteropServices;
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

    /// <summary>Gives the file with tensors added, or in the place of those of the same name, float32.</summary>
    public byte[] With(IReadOnlyList<NamedTensor> tensors)
    {
        var added = tensors.ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
        string[] names = [.. _tensors.Keys.Union(added.Keys).Order(StringComparer.Ordinal)];
        using var header = new MemoryStream();
        using (var json = new Utf8JsonWriter(header))
        {
            WriteHeader(json, names, added);
        }

        while (header.Length % sizeof(ulong) != 0)
        {
            header.WriteByte((byte)' ');
        }

        using var result = new MemoryStream();
        Span<byte> length = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)header.Length);
        result.Write(length);
        header.WriteTo(result);
        foreach (var name in names)
        {
            result.Write(added.TryGetValue(name, out var tensor) ? MemoryMarshal.AsBytes(tensor.Values.Span) : _file.AsSpan(_tensors[name].Bytes));
        }

        return result.ToArray();
    }

    private void WriteHeader(Utf8JsonWriter json, string[] names, Dictionary<string, NamedTensor> added)
    {
        var offset = 0L;
        json.WriteStartObject();
        json.WriteStartObject(Metadata);
        json.WriteString("format", "pt");
        json.WriteEndObject();
        foreach (var name in names)
        {
            var (type, shape, size) = added.TryGetValue(name, out var tensor)
                ? ("F32", tensor.Shape, (long)tensor.Values.Length * sizeof(float))
                : (_tensors[name].Type, (IReadOnlyList<long>)_tensors[name].Shape, _tensors[name].Bytes.GetOffsetAndLength(_file.Length).Length);
            json.WriteStartObject(name);
            json.WriteString("dtype", type);
            json.WriteStartArray("shape");
            foreach (var dimension in shape)
            {
                json.WriteNumberValue(dimension);
            }

            json.WriteEndArray();
            json.WriteStartArray("data_offsets");
            json.WriteNumberValue(offset);
            json.WriteNumberValue(offset += size);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}
