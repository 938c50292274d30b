namespace EmotionAI.Checkpoints;

/// <summary>Says what a file that should hold weights holds instead.</summary>
internal static class FileContent
{
    private const byte PickleProtocol = 0x80;

    public static bool IsGitLfsPointer(ReadOnlySpan<byte> head) => head.StartsWith("version https://git-lfs"u8);

    /// <summary>Describes the beginning of a file.</summary>
    public static string Describe(ReadOnlySpan<byte> head)
    {
        if (head.IsEmpty)
        {
            return "empty";
        }

        if (IsGitLfsPointer(head))
        {
            return "a Git LFS pointer: the real file was not downloaded ('git lfs pull' fetches it)";
        }

        var text = head.TrimStart(" \t\r\n\xEF\xBB\xBF"u8);
        if (text.StartsWith("<!DOCTYPE"u8) || text.StartsWith("<!doctype"u8) || text.StartsWith("<html"u8) || text.StartsWith("<HTML"u8))
        {
            return "a web page: the download went wrong";
        }

        return head[0] == PickleProtocol || head[0] is (byte)'(' or (byte)'c' or (byte)'}' or (byte)']'
            ? "something like a bare pickle, which is refused: nothing in it was run"
            : head.IndexOfAnyExceptInRange((byte)'\t', (byte)'~') < 0 ? "plain text" : "something unknown";
    }
}
