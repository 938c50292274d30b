using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;

namespace EmotionAI.Training.Torch.Writing;

/// <summary>Writes what <c>torch.save</c> writes of a dictionary of float tensors: a stored zip with a protocol-2 pickle.</summary>
internal static class TorchCheckpointWriter
{
    private static readonly DateTimeOffset OldestTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Gives the file.</summary>
    /// <param name="folder">The folder within the zip: the name of the file without its ending.</param>
    /// <param name="tensors">The tensors.</param>
    public static byte[] Format(string folder, IReadOnlyList<NamedTensor> tensors)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, $"{folder}/data.pkl", Pickle(tensors));
            Add(zip, $"{folder}/byteorder", "little"u8);
            for (var i = 0; i < tensors.Count; i++)
            {
                Add(zip, Invariant($"{folder}/data/{i}"), MemoryMarshal.AsBytes(tensors[i].Values.Span));
            }

            Add(zip, $"{folder}/version", "3\n"u8);
        }

        return file.ToArray();
    }

    private static void Add(ZipArchive zip, string name, ReadOnlySpan<byte> content)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.NoCompression);
        entry.LastWriteTime = OldestTime;
        using var stream = entry.Open();
        stream.Write(content);
    }

    private static byte[] Pickle(IReadOnlyList<NamedTensor> tensors)
    {
        using var stream = new MemoryStream();
        using var pickle = new BinaryWriter(stream);
        pickle.Write([0x80, 2]);
        Global(pickle, "collections", "OrderedDict");
        pickle.Write(")R("u8);
        for (var i = 0; i < tensors.Count; i++)
        {
            Text(pickle, tensors[i].Name);
            Tensor(pickle, tensors[i], i);
        }

        pickle.Write("u."u8);
        return stream.ToArray();
    }

    /// <summary>Writes <c>torch._utils._rebuild_tensor_v2(storage, offset, size, stride, requires_grad, hooks)</c>.</summary>
    private static void Tensor(BinaryWriter pickle, NamedTensor tensor, int storage)
    {
        Global(pickle, "torch._utils", "_rebuild_tensor_v2");
        pickle.Write("(("u8);
        Text(pickle, "storage");
        Global(pickle, "torch", "FloatStorage");
        Text(pickle, Invariant($"{storage}"));
        Text(pickle, "cpu");
        Whole(pickle, tensor.Values.Length);
        pickle.Write("tQ"u8);
        Whole(pickle, 0);
        Numbers(pickle, tensor.Shape);
        Numbers(pickle, Strides(tensor.Shape));
        pickle.Write([0x89]);
        Global(pickle, "collections", "OrderedDict");
        pickle.Write(")RtR"u8);
    }

    private static long[] Strides(IReadOnlyList<long> shape)
    {
        var strides = new long[shape.Count];
        var step = 1L;
        for (var i = shape.Count - 1; i >= 0; i--)
        {
            strides[i] = step;
            step *= shape[i];
        }

        return strides;
    }

    private static void Numbers(BinaryWriter pickle, IReadOnlyList<long> numbers)
    {
        pickle.Write("("u8);
        foreach (var number in numbers)
        {
            Whole(pickle, checked((int)number));
        }

        pickle.Write("t"u8);
    }

    private static void Whole(BinaryWriter pickle, int number)
    {
        pickle.Write((byte)'J');
        pickle.Write(number);
    }

    private static void Global(BinaryWriter pickle, string module, string name) => pickle.Write(Encoding.ASCII.GetBytes($"c{module}\n{name}\n"));

    private static void Text(BinaryWriter pickle, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        pickle.Write((byte)'X');
        pickle.Write(bytes.Length);
        pickle.Write(bytes);
    }
}
