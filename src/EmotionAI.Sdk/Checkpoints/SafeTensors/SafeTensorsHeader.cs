using System.Text.Json;

namespace EmotionAI.Checkpoints.SafeTensors;

/// <summary>Reads the JSON header of a safetensors file without building a document.</summary>
internal sealed class SafeTensorsHeader(OpenedFile file, long dataStart, Func<string, string>? rename)
{
    private const int HeaderOffset = 8;
    private const int HeaderDepth = 4;
    private const int MetadataEntries = 1_024;

    private readonly List<CheckpointTensor> _tensors = [];
    private bool _metadataSeen;

    /// <summary>Reads the header; the tensors come in file order, their places not yet checked against each other.</summary>
    /// <exception cref="EmotionAIException">The header is not JSON, or not of the shape the specification gives.</exception>
    public List<CheckpointTensor> Parse(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = HeaderDepth });
        try
        {
            Require(ref reader, reader.Read() && reader.TokenType == JsonTokenType.StartObject, "is not an object");
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                ReadEntry(ref reader);
            }

            reader.Read();
            return _tensors;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw file.Fault(EmotionErrorCodes.FormatInvalid, $"has a header that is not valid JSON: {e.Message}", HeaderOffset + reader.TokenStartIndex, e);
        }
    }

    private void ReadEntry(ref Utf8JsonReader reader)
    {
        if (reader.ValueTextEquals("__metadata__"u8))
        {
            Require(ref reader, !_metadataSeen, "holds '__metadata__' twice");
            _metadataSeen = true;
            ReadMetadata(ref reader);
            return;
        }

        if (_tensors.Count >= file.Limits.Tensors)
        {
            throw file.Fault(EmotionErrorCodes.LimitExceeded, Invariant($"holds more than {file.Limits.Tensors} tensors"));
        }

        var name = reader.GetString()!;
        _tensors.Add(ReadTensor(ref reader, rename is null ? name : rename(name)));
    }

    private void ReadMetadata(ref Utf8JsonReader reader)
    {
        Require(ref reader, reader.Read() && reader.TokenType == JsonTokenType.StartObject, "has a '__metadata__' that is not an object");
        var keys = new HashSet<string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (keys.Count >= MetadataEntries)
            {
                throw file.Fault(EmotionErrorCodes.LimitExceeded, $"has more than {MetadataEntries} entries of '__metadata__'");
            }

            var key = reader.GetString()!;
            if (!keys.Add(key))
            {
                throw Fault(ref reader, $"holds {OpenedFile.Quote(key)} of '__metadata__' twice");
            }

            Require(ref reader, reader.Read() && reader.TokenType == JsonTokenType.String, "has a value of '__metadata__' that is not a string");
        }
    }

    private CheckpointTensor ReadTensor(ref Utf8JsonReader reader, string name)
    {
        Require(ref reader, reader.Read() && reader.TokenType == JsonTokenType.StartObject, "is not an object", name);
        SafeTensorsType? type = null;
        long[]? shape = null;
        long[]? offsets = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("dtype"u8))
            {
                Require(ref reader, type is null, "has 'dtype' twice", name);
                type = ReadType(ref reader, name);
            }
            else if (reader.ValueTextEquals("shape"u8))
            {
                Require(ref reader, shape is null, "has 'shape' twice", name);
                shape = ReadNumbers(ref reader, name, "shape", file.Limits.TensorRank);
            }
            else
            {
                Require(ref reader, reader.ValueTextEquals("data_offsets"u8), "has a key other than dtype, shape and data_offsets", name);
                Require(ref reader, offsets is null, "has 'data_offsets' twice", name);
                offsets = ReadNumbers(ref reader, name, "data_offsets", 2);
            }
        }

        Require(ref reader, type is not null && shape is not null && offsets is { Length: 2 }, "lacks one of dtype, shape and two data_offsets", name);
        return Place(ref reader, name, type!, shape!, offsets!);
    }

    private CheckpointTensor Place(ref Utf8JsonReader reader, string name, SafeTensorsType type, long[] shape, long[] offsets)
    {
        Require(ref reader, type.TryGetByteLength(shape, out var bytes), "has a shape whose size overflows or is not a whole number of bytes", name);
        var (begin, end) = (offsets[0], offsets[1]);
        if (end < begin || end - begin != bytes)
        {
            throw Fault(ref reader, Invariant($"has data_offsets [{begin}, {end}] where its dtype and shape need {bytes} bytes"), name);
        }

        Require(ref reader, end <= long.MaxValue - dataStart, "has data_offsets that overflow", name);
        return new CheckpointTensor
        {
            Name = name,
            DataType = type.DataType,
            Shape = shape,
            File = file.Mapped,
            Offset = dataStart + begin,
            ByteLength = bytes,
        };
    }

    private SafeTensorsType ReadType(ref Utf8JsonReader reader, string name)
    {
        Require(ref reader, reader.Read() && reader.TokenType == JsonTokenType.String, "has a 'dtype' that is not a string", name);
        foreach (var type in SafeTensorsType.All)
        {
            if (reader.ValueTextEquals(type.Name))
            {
                return type;
            }
        }

        throw file.Fault(EmotionErrorCodes.FormatUnsupported, $"has tensor {OpenedFile.Quote(name)} of dtype {OpenedFile.Quote(reader.GetString()!)}; the types of the specification are {string.Join(", ", SafeTensorsType.All.Select(t => t.Name))}", HeaderOffset + reader.TokenStartIndex);
    }

    private long[] ReadNumbers(ref Utf8JsonReader reader, string name, string key, int most)
    {
        Require(ref reader, reader.Read() && reader.TokenType == JsonTokenType.StartArray, "has a 'shape' or 'data_offsets' that is not an array", name);
        Span<long> numbers = stackalloc long[Math.Min(most, 64)];
        var count = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (count == numbers.Length)
            {
                throw file.Fault(EmotionErrorCodes.LimitExceeded, $"has a '{key}' of tensor {OpenedFile.Quote(name)} with more than {numbers.Length} numbers", HeaderOffset + reader.TokenStartIndex);
            }

            var number = 0L;
            var isSize = reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out number) && number >= 0;
            Require(ref reader, isSize, "has a 'shape' or 'data_offsets' that is not made of whole numbers from 0 to 2^63 - 1", name);
            numbers[count++] = number;
        }

        return numbers[..count].ToArray();
    }

    private void Require(ref Utf8JsonReader reader, bool condition, string message, string? name = null)
    {
        if (!condition)
        {
            throw Fault(ref reader, message, name);
        }
    }

    private EmotionAIException Fault(ref Utf8JsonReader reader, string message, string? name = null)
    {
        var subject = name is null ? "has a header that" : $"has a header in which tensor {OpenedFile.Quote(name)}";
        return file.Fault(EmotionErrorCodes.FormatInvalid, $"{subject} {message}", HeaderOffset + reader.TokenStartIndex);
    }
}
