using System.Buffers;
using System.Buffers.Binary;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace EmotionAI.Formats;

/// <summary>Writes tensors in the safetensors format, byte for byte as safetensors itself does for torch: sorted by name, the header filled with spaces to a multiple of 8.</summary>
/// <remarks>See https://github.com/huggingface/safetensors, safetensors/src/tensor.rs.</remarks>
internal static class SafeTensorsWriter
{
    private const int LengthBytes = sizeof(ulong);

    /// <summary>Writes tensors of any types.</summary>
    /// <exception cref="EmotionAIException">They take more bytes than an array holds.</exception>
    public static byte[] Write(IReadOnlyList<SafeTensorsEntry> entries)
    {
        SafeTensorsEntry[] sorted = [.. entries.OrderBy(entry => Encoding.UTF8.GetBytes(entry.Name), Comparer<byte[]>.Create(static (a, b) => a.AsSpan().SequenceCompareTo(b)))];
        var header = Header(sorted);
        var length = LengthBytes + header.Length + sorted.Sum(entry => entry.ByteLength);
        if (length > Array.MaxLength)
        {
            throw new EmotionAIException(EmotionErrorCodes.LimitExceeded, Invariant($"The tensors take {length} bytes; one safetensors file holds at most {Array.MaxLength} here. Write them as several."));
        }

        var bytes = new byte[length];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, (ulong)header.Length);
        header.CopyTo(bytes.AsSpan(LengthBytes));
        var offset = LengthBytes + header.Length;
        foreach (var entry in sorted)
        {
            entry.Fill(bytes.AsSpan(offset, (int)entry.ByteLength));
            offset += (int)entry.ByteLength;
        }

        return bytes;
    }

    /// <summary>Describes a tensor of numbers as it is to be stored.</summary>
    public static SafeTensorsEntry EntryOf(string name, IReadOnlyList<long> shape, ReadOnlyMemory<float> values, bool halfPrecision = false) => new(
        name,
        halfPrecision ? "F16" : "F32",
        shape,
        (halfPrecision ? 2L : sizeof(float)) * values.Length,
        target => Write(values.Span, target, halfPrecision));

    private static byte[] Header(IReadOnlyList<SafeTensorsEntry> entries)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteStartObject("__metadata__");
            json.WriteString("format", "pt");
            json.WriteEndObject();
            var offset = 0L;
            foreach (var entry in entries)
            {
                json.WriteStartObject(entry.Name);
                json.WriteString("dtype", entry.Type);
                WriteNumbers(json, "shape", entry.Shape);
                WriteNumbers(json, "data_offsets", [offset, offset + entry.ByteLength]);
                json.WriteEndObject();
                offset += entry.ByteLength;
            }

            json.WriteEndObject();
        }

        var padding = (LengthBytes - (buffer.WrittenCount % LengthBytes)) % LengthBytes;
        return [.. buffer.WrittenSpan, .. Enumerable.Repeat((byte)' ', padding)];
    }

    private static void WriteNumbers(Utf8JsonWriter json, string name, IEnumerable<long> numbers)
    {
        json.WriteStartArray(name);
        foreach (var number in numbers)
        {
            json.WriteNumberValue(number);
        }

        json.WriteEndArray();
    }

    private static void Write(ReadOnlySpan<float> values, Span<byte> target, bool halfPrecision)
    {
        if (halfPrecision)
        {
            var halves = new Half[values.Length];
            TensorPrimitives.ConvertToHalf(values, halves);
            for (var i = 0; i < halves.Length; i++)
            {
                BinaryPrimitives.WriteHalfLittleEndian(target[(2 * i)..], halves[i]);
            }
        }
        else if (BitConverter.IsLittleEndian)
        {
            MemoryMarshal.AsBytes(values).CopyTo(target);
        }
        else
        {
            for (var i = 0; i < values.Length; i++)
            {
                BinaryPrimitives.WriteSingleLittleEndian(target[(sizeof(float) * i)..], values[i]);
            }
        }
    }
}
