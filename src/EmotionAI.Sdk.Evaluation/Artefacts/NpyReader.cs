using System.Buffers.Binary;
using System.Text;
using EmotionAI.Formats;

namespace EmotionAI.Evaluation.Artefacts;

/// <summary>Reads NumPy's <c>.npy</c> files, format versions 1.0, 2.0 and 3.0, without evaluating anything in them.</summary>
/// <remarks>
/// Safe for concurrent use. Follows NumPy's NEP 1; stricter than <c>numpy.load</c> in that it refuses '=' as byte order, names of types,
/// bytes after the data, headers above 10,000 bytes and more than 4 dimensions.
/// </remarks>
internal static class NpyReader
{
    private const int LongestHeader = 10_000;
    private const int BlockSize = 1 << 20;

    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The array.</returns>
    /// <exception cref="EmotionAIException">The file is missing, cannot be read, is not a NumPy file, or holds what is not read, such as objects.</exception>
    public static NpyArray Read(string path)
    {
        using var stream = ArtefactFile.Open(path);
        return Read(stream, path);
    }

    /// <summary>Reads a stream to its end; memory follows the bytes that arrive.</summary>
    /// <param name="stream">The stream, at the first byte of the array.</param>
    /// <param name="name">The name for messages.</param>
    /// <returns>The array.</returns>
    /// <exception cref="EmotionAIException">The stream cannot be read, is not a NumPy file, or holds what is not read, such as objects.</exception>
    public static NpyArray Read(Stream stream, string name)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentException.ThrowIfNullOrEmpty(name);
        try
        {
            var header = ReadHeader(stream, name);
            var data = ReadData(stream, header, name);
            return stream.ReadByte() < 0
                ? new NpyArray(header, data, name)
                : throw ArtefactFile.Fault(EmotionErrorCodes.FormatInvalid, name, "bytes after the data", $"{data.Length} bytes of data are");
        }
        catch (IOException e)
        {
            throw new EmotionAIException(EmotionErrorCodes.FileUnreadable, $"'{name}' cannot be read: {e.Message}", name, innerException: e);
        }
    }

    /// <summary>Says in words what a file that is no array begins with.</summary>
    private static string Describe(ReadOnlySpan<byte> start) => start switch
    {
        _ when start.StartsWith("PK"u8) => "a zip archive, as numpy.savez writes it",
        _ when !start.ContainsAnyExceptInRange((byte)' ', (byte)'~') => $"text that begins with '{Encoding.ASCII.GetString(start)}'",
        _ => $"no NumPy array (its first bytes are {Convert.ToHexString(start)})",
    };

    private static NpyHeader ReadHeader(Stream stream, string name)
    {
        Span<byte> start = stackalloc byte[8];
        ReadBlock(stream, start, name, "magic string and version");
        if (!start.StartsWith(Magic))
        {
            throw ArtefactFile.Fault(EmotionErrorCodes.FormatInvalid, name, Describe(start), "an array as numpy.save writes it is");
        }

        var version = start[6];
        if (version is < 1 or > 3 || start[7] != 0)
        {
            throw ArtefactFile.Fault(EmotionErrorCodes.FormatUnsupported, name, $"format version {version}.{start[7]}", "1.0, 2.0 and 3.0 are");
        }

        Span<byte> lengthBytes = stackalloc byte[4];
        lengthBytes.Clear();
        ReadBlock(stream, lengthBytes[..(version == 1 ? 2 : 4)], name, "header length");
        var length = BinaryPrimitives.ReadUInt32LittleEndian(lengthBytes);
        var remaining = stream.CanSeek ? stream.Length - stream.Position : long.MaxValue;
        if (length > remaining)
        {
            throw ArtefactFile.Fault(EmotionErrorCodes.FileTruncated, name, Invariant($"{remaining} bytes where the header says it has {length}"), "a whole header is");
        }

        if (length > LongestHeader)
        {
            throw ArtefactFile.Fault(EmotionErrorCodes.LimitExceeded, name, $"a header of {length} bytes", $"{LongestHeader} are");
        }

        var header = new byte[length];
        ReadBlock(stream, header, name, "header");
        return NpyHeaderParser.Parse((version == 3 ? Encoding.UTF8 : Encoding.Latin1).GetString(header), name);
    }

    private static byte[] ReadData(Stream stream, NpyHeader header, string name)
    {
        var data = new byte[Math.Min(header.ByteCount, BlockSize)];
        if (stream.CanSeek)
        {
            var remaining = stream.Length - stream.Position;
            if (remaining < header.ByteCount)
            {
                throw Truncated(name, Invariant($"{remaining} bytes of data"), header.ByteCount);
            }

            data = new byte[header.ByteCount];
        }

        var read = 0;
        while (read < header.ByteCount)
        {
            if (read == data.Length)
            {
                Array.Resize(ref data, (int)Math.Min(header.ByteCount, 2L * data.Length));
            }

            var got = stream.Read(data, read, data.Length - read);
            if (got == 0)
            {
                throw Truncated(name, Invariant($"{read} bytes of data"), header.ByteCount);
            }

            read += got;
        }

        return data;
    }

    private static void ReadBlock(Stream stream, Span<byte> block, string name, string what)
    {
        var got = stream.ReadAtLeast(block, block.Length, throwOnEndOfStream: false);
        if (got < block.Length)
        {
            throw Truncated(name, Invariant($"{got} bytes of the {what}"), block.Length);
        }
    }

    private static EmotionAIException Truncated(string name, string found, long allowed) =>
        ArtefactFile.Fault(EmotionErrorCodes.FileTruncated, name, found, Invariant($"{allowed} are"));
}
