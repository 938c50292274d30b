using System.IO.Compression;
using System.Runtime.InteropServices;

namespace EmotionAI.Tests.Text.Tokenization.Parity;

/// <summary>Reads the ids of many texts from an archive of NumPy arrays.</summary>
internal static class NumberArchive
{
    /// <summary>Reads all ids one after another, and how many there are of each text.</summary>
    public static (int[] Ids, int[] Lengths) Read(string path, string name)
    {
        using var archive = ZipFile.OpenRead(path);
        return (ReadNumbers(archive, $"{name}.ids.npy"), ReadNumbers(archive, $"{name}.lengths.npy"));
    }

    private static int[] ReadNumbers(ZipArchive archive, string name)
    {
        using var stream = archive.GetEntry(name)!.Open();
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        var bytes = copy.ToArray();
        return MemoryMarshal.Cast<byte, int>(bytes.AsSpan(10 + BitConverter.ToUInt16(bytes, 8))).ToArray();
    }
}
