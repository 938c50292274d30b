using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace EmotionAI.Training.Torch.Running;

/// <summary>Writes a safetensors file tensor by tensor: a checkpoint takes no memory beside the training's own.</summary>
internal static class TensorStream
{
    private const int Alignment = 8;

    /// <summary>Writes tensors in single precision.</summary>
    /// <param name="stream">Receives the file.</param>
    /// <param name="tensors">The name and shape of each, and what reads its numbers.</param>
    public static void Write(Stream stream, IReadOnlyList<(string Name, long[] Shape, Func<float[]> Read)> tensors)
    {
        var header = Header(tensors);
        Span<byte> length = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)header.Length);
        stream.Write(length);
        stream.Write(header);
        foreach (var (_, _, read) in tensors)
        {
            stream.Write(MemoryMarshal.AsBytes<float>(read()));
        }
    }

    private static byte[] Header(IReadOnlyList<(string Name, long[] Shape, Func<float[]> Read)> tensors)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            var offset = 0L;
            foreach (var (name, shape, _) in tensors)
            {
                var end = offset + (shape.Aggregate(1L, (count, size) => count * size) * sizeof(float));
                json.WriteStartObject(name);
                json.WriteString("dtype", "F32");
                WriteNumbers(json, "shape", shape);
                WriteNumbers(json, "data_offsets", [offset, end]);
                json.WriteEndObject();
                offset = end;
            }

            json.WriteEndObject();
        }

        while (buffer.Length % Alignment != 0)
        {
            buffer.WriteByte((byte)' ');
        }

        return buffer.ToArray();
    }

    private static void WriteNumbers(Utf8JsonWriter json, string name, long[] numbers)
    {
        json.WriteStartArray(name);
        foreach (var number in numbers)
        {
            json.WriteNumberValue(number);
        }

        json.WriteEndArray();
    }
}
