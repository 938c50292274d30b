using System.Buffers.Binary;
using System.Text.Unicode;

namespace EmotionAI.Checkpoints.SafeTensors;

/// <summary>Reads safetensors files: every rule of the specification is checked before a tensor is handed out.</summary>
/// <remarks>Follows safetensors/src/tensor.rs. Nothing is copied: the tensors are parts of the mapped file.</remarks>
internal static class SafeTensorsFile
{
    private const int LengthBytes = 8;

    /// <summary>Opens a file and adds its tensors to a dictionary, which then owns the mapping.</summary>
    /// <param name="path">The file.</param>
    /// <param name="limits">The bounds.</param>
    /// <param name="into">Receives the tensors; it is to be disposed when this fails.</param>
    /// <param name="rename">Changes names before they are added; null keeps them.</param>
    /// <exception cref="EmotionAIException">The file breaks a rule.</exception>
    public static MappedFile Open(string path, EmotionLimits limits, StateDictionary into, Func<string, string>? rename = null)
    {
        var file = OpenedFile.Open(path, limits, into);
        var header = ReadHeader(file);
        var dataStart = LengthBytes + (long)header.Length;
        var tensors = new SafeTensorsHeader(file, dataStart, rename).Parse(header);
        CheckLayout(file, tensors, dataStart);
        foreach (var tensor in tensors)
        {
            file.Add(into, tensor);
        }

        return file.Mapped;
    }

    private static ReadOnlySpan<byte> ReadHeader(OpenedFile file)
    {
        if (file.Length < LengthBytes)
        {
            throw file.Fault(EmotionErrorCodes.FileTruncated, file.Length == 0 ? "is empty (0 bytes); it should be a safetensors file" : $"has {file.Length} bytes; a safetensors file has at least {LengthBytes}", 0);
        }

        var length = BinaryPrimitives.ReadUInt64LittleEndian(file.Slice(0, LengthBytes));
        if (length > (ulong)(file.Length - LengthBytes))
        {
            var foreign = ForeignContent.Describe(file.Head(ForeignContent.HeadBytes));
            throw foreign is null or "is a safetensors file"
                ? file.Fault(EmotionErrorCodes.FileTruncated, Invariant($"announces a header length of {length} bytes, larger than the {file.Length - LengthBytes} bytes that follow: it is cut off or no safetensors file"), 0)
                : file.Fault(EmotionErrorCodes.FormatInvalid, $"{foreign}; it should be a safetensors file", 0);
        }

        if (length > (ulong)file.Limits.SafeTensorsHeaderBytes)
        {
            throw file.Fault(EmotionErrorCodes.LimitExceeded, Invariant($"has a header of {length} bytes; at most {file.Limits.SafeTensorsHeaderBytes} are allowed"), 0);
        }

        var header = file.Slice(LengthBytes, (long)length);
        return Utf8.IsValid(header) ? header : throw file.Fault(EmotionErrorCodes.FormatInvalid, "has a header that is not UTF-8", LengthBytes);
    }

    /// <summary>Tensors must tile the data from its first to its last byte: no holes, no overlap, nothing left over.</summary>
    private static void CheckLayout(OpenedFile file, List<CheckpointTensor> tensors, long dataStart)
    {
        tensors.Sort(static (a, b) => a.Offset == b.Offset ? a.ByteLength.CompareTo(b.ByteLength) : a.Offset.CompareTo(b.Offset));
        var end = dataStart;
        foreach (var tensor in tensors)
        {
            if (tensor.Offset != end)
            {
                var what = tensor.Offset < end ? "overlaps the tensor before it" : "leaves a hole before it";
                throw file.Fault(EmotionErrorCodes.FormatInvalid, Invariant($"has data_offsets of tensor {OpenedFile.Quote(tensor.Name)} that begin at {tensor.Offset - dataStart}, where {end - dataStart} is due: it {what}"), tensor.Offset);
            }

            end += tensor.ByteLength;
        }

        if (end > file.Length)
        {
            throw file.Fault(EmotionErrorCodes.FileTruncated, Invariant($"is cut off: its header announces {end - dataStart} bytes of tensors, {file.Length - dataStart} are there"), file.Length);
        }

        if (end < file.Length)
        {
            throw file.Fault(EmotionErrorCodes.FormatInvalid, Invariant($"has {file.Length - end} bytes after the last tensor; none are allowed"), end);
        }
    }
}
