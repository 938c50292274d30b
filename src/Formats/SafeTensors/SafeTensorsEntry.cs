namespace EmotionAI.Formats;

/// <summary>Describes a tensor of a safetensors file.</summary>
/// <param name="Name">The name.</param>
/// <param name="Type">The type of its numbers in the words of the format: <c>F32</c>, <c>F16</c>, …</param>
/// <param name="Shape">The length of each dimension.</param>
/// <param name="ByteLength">The bytes that it takes.</param>
/// <param name="Fill">Writes them.</param>
internal sealed record SafeTensorsEntry(string Name, string Type, IReadOnlyList<long> Shape, long ByteLength, Action<Span<byte>> Fill);
