using System.Buffers;
using System.Buffers.Binary;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace EmotionAI.Training.Writing;

/// <summary>Writes tensors in the safetensors format, byte for byte as safetensors itself does for torch: sorted by name, the header filled with spaces to a multiple of 8.</summary>
/// <remarks>See https://github.com/huggingface/safetensors, safetensors/src/tensor.rs.</remarks>
internal static class SafeTensorsWriter
{
    private const int LengthBytes = sizeof(ulong);

    /// <exception cref="EmotionAIException">The numbers take more bytes than an array holds.</exception>
    public static byte[] Write(IReadOnlyList<NamedTensor> tensors, bool halfPrecision)
    {
        NamedTensor[] sorted = [.. tensors.OrderBy(tensor => Encoding.UTF8.GetBytes(tensor.Name), Comparer<byte[]>.Create(static (a, b) => a.AsSpan().SequenceCompareTo(b)))];
        var size = halfPrecision ? 2 : sizeof(float);
        var header = Header(sorted, halfPrecision ? "F16" : "F32", size);
        var length = LengthBytes + header.Length + sorted.Sum(tensor => (long)size * tensor.Values.Length);
        if (length > Array.MaxLength)
        {
            throw new EmotionAIException(EmotionErrorCodes.LimitExceeded, Invariant($"The tensors take {length} bytes; one safetensors file holds at most {Array.MaxLength} here. Write them as several."));
        }

        var bytes = new byte[length];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, (ulong)header.Length);
        header.CopyTo(bytes.AsSpan(LengthBytes));
        var rest = bytes.AsSpan(LengthBytes + header.Length);
        foreach (var tensor in sorted)
        {
            Write(tensor.Values.Span, rest, halfPrecision);
            rest = rest[(size * tensor.Values.Length)..];
        }

        return bytes;
    }

    private static byte[] Header(IReadOnlyList<NamedTensor> tensors, string type, int size)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteStartObject("__metadata__");
            json.WriteString("format", "pt");
            json.WriteEndObject();
            var offset = 0L;
            foreach (var tensor in tensors)
            {
                var end = offset + ((long)size * tensor.Values.Length);
                json.WriteStartObject(tensor.Name);
                json.WriteString("dtype", type);
                WriteNumbers(json, "shape", tensor.Shape);
                WriteNumbers(json, "data_offsets", [offset, end]);
                json.WriteEndObject();
                offset = end;
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
