using System.Text;

namespace EmotionAI.Checkpoints;

/// <summary>Says what a file is that is not what its name promises: most broken downloads are one of these.</summary>
internal static class ForeignContent
{
    /// <summary>The number of leading bytes that <see cref="Describe"/> wants to see.</summary>
    public const int HeadBytes = 512;

    /// <summary>Names the content that the first bytes of a file show; null where they show nothing known.</summary>
    public static string? Describe(ReadOnlySpan<byte> head)
    {
        if (head.IsEmpty)
        {
            return "is empty (0 bytes)";
        }

        if (head.StartsWith("version https://git-lfs"u8))
        {
            return "is a Git LFS pointer: the real file was not downloaded ('git lfs pull' fetches it)";
        }

        return IsMarkup(head) ? "is a web page (HTML), not a model file: the download went wrong" : DescribeMagic(head);
    }

    /// <summary>Tells whether all bytes are printable text or white space.</summary>
    public static bool IsText(ReadOnlySpan<byte> head)
    {
        foreach (var value in head)
        {
            if (value is 0x7F || (value < 0x20 && value is not ((byte)'\t' or (byte)'\n' or (byte)'\r')))
            {
                return false;
            }
        }

        return head.IndexOfAnyExceptInRange((byte)0, (byte)0x7F) < 0 || !Encoding.UTF8.GetString(head[..^Math.Min(3, head.Length - 1)]).Contains('\uFFFD', StringComparison.Ordinal);
    }

    private static bool IsMarkup(ReadOnlySpan<byte> head)
    {
        var start = head.StartsWith("\uFEFF"u8) ? head[3..] : head;
        start = start.TrimStart(" \t\r\n"u8);
        return start.Length >= 2 && start[0] == '<' && (start[1] is (byte)'!' or (byte)'?' || char.IsAsciiLetter((char)start[1]));
    }

    private static string? DescribeMagic(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith("PK\u0003\u0004"u8) || head.StartsWith("PK\u0005\u0006"u8))
        {
            return "is a zip archive";
        }

        if (head.Length > 9 && head[8] == '{' && head[4..8].IndexOfAnyExcept((byte)0) < 0)
        {
            return "is a safetensors file";
        }

        if (head.Length > 262 && head[257..].StartsWith("ustar"u8))
        {
            return "is a tar archive, the format of torch before 0.4, which is not read";
        }

        return head[0] switch
        {
            0x1F when head.StartsWith<byte>([0x1F, 0x8B]) => "is compressed with gzip",
            0x89 when head[1..].StartsWith("HDF"u8) => "is an HDF5 file",
            0x93 when head[1..].StartsWith("NUMPY"u8) => "is a NumPy array file",
            (byte)'G' when head.StartsWith("GGUF"u8) => "is a GGUF file",
            0x80 when head.Length > 1 && head[1] <= 5 => "is a pickle",
            _ => IsText(head) ? "is plain text" : null,
        };
    }
}
