using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace EmotionAI.Formats;

/// <summary>Tells what is where an output is to go: nothing, a file, a link, or a device or pipe.</summary>
internal static class OutputPlace
{
    private const int CurrentFolder = -100;
    private const int BufferSize = 256;
    private const int ModeOffset = 28;
    private const uint AskType = 1;
    private const int TypeMask = 0xF000;
    private const int FolderType = 0x4000;
    private const int FileType = 0x8000;

    private static readonly string[] OpenFiles = ["/dev/stdout", "/dev/stderr", "/dev/fd/", "/proc/self/fd/"];

    /// <summary>Tells whether bytes that are written there leave no file: to a device, a pipe, a socket, an open file.</summary>
    public static bool IsStream(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return false;
        }

        return Array.Exists(OpenFiles, open => path.StartsWith(open, StringComparison.Ordinal) && !path.AsSpan(open.Length).Contains('/') && !Directory.Exists(path))
            || (TypeOf(path) is { } type ? type is not (FileType or FolderType) : path.StartsWith("/dev/", StringComparison.Ordinal));
    }

    /// <summary>Tells whether writing there would replace a file; a link without a target replaces none.</summary>
    public static bool HoldsFile(string path) => File.Exists(Follow(path)) && !IsStream(path);

    /// <summary>Follows links to the file they stand for, which need not be there.</summary>
    public static string Follow(string path) => IsStream(path) || new FileInfo(path) is not { LinkTarget: not null } link ? path : link.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? path;

    /// <summary>Asks Linux for the type of what is there, links followed; .NET does not tell devices from files.</summary>
    /// <returns>The type; null where there is nothing, and on other systems.</returns>
    private static int? TypeOf(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        try
        {
            var buffer = new byte[BufferSize];
            return Stat(CurrentFolder, Encoding.UTF8.GetBytes(path + "\0"), 0, AskType, buffer) == 0 ? BinaryPrimitives.ReadUInt16LittleEndian(buffer.AsSpan(ModeOffset)) & TypeMask : null;
        }
        catch (EntryPointNotFoundException)
        {
            return null;
        }
    }

    [DllImport("libc", EntryPoint = "statx")]
    private static extern int Stat(int folder, byte[] path, int flags, uint mask, byte[] buffer);
}
