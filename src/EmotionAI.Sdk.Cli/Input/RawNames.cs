using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace EmotionAI.Cli.Input;

/// <summary>Keeps names of files that are not UTF-8, which Linux allows: a byte that fits nowhere becomes the lone surrogate U+DC00 + byte, as in Python, and becomes a byte again when the file is opened.</summary>
internal static class RawNames
{
    /// <summary>The folders that are open, under the paths that .NET uses for them.</summary>
    private static readonly List<(string Path, string Name, SafeFileHandle Handle)> Folders = [];

    private const int Surrogate = 0xDC00;
    private const string ArgumentsPath = "/proc/self/cmdline";
    private const string HandlesPath = "/proc/self/fd";
    private const int ReadOnlyAndCloseOnExec = 0x80000;
    private const int PathOnlyAndCloseOnExec = 0x280000;

    /// <summary>Reads the arguments again as bytes, where one of them was not UTF-8.</summary>
    public static string[] Restore(string[] args)
    {
        if (!OperatingSystem.IsLinux() || !Array.Exists(args, arg => arg.Contains('\uFFFD', StringComparison.Ordinal)))
        {
            return args;
        }

        try
        {
            var all = Split(File.ReadAllBytes(ArgumentsPath));
            return all.Count < args.Length ? args : [.. all.TakeLast(args.Length).Select(KeepFolders)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return args;
        }
    }

    /// <summary>Gives a name, or a text with names in it, as it can be written: what is no character becomes U+FFFD, and an open folder has its own name.</summary>
    public static string Display(string text)
    {
        foreach (var (path, name, _) in Folders.OrderByDescending(folder => folder.Path.Length))
        {
            text = text.Replace(path, name, StringComparison.Ordinal);
        }

        return IsRaw(text) ? Encoding.UTF8.GetString(Encode(text)) : text;
    }

    /// <summary>Tells whether a path stands for an open folder itself, and not for something in it.</summary>
    public static bool IsOpenFolder(string path) => Folders.Exists(folder => folder.Path == path);

    /// <summary>Tells whether a name has bytes that are not UTF-8.</summary>
    public static bool IsRaw(string name) => name.Where((character, i) => IsByte(character) && (i == 0 || !char.IsHighSurrogate(name[i - 1]))).Any();

    /// <summary>Opens a file whose name is not UTF-8.</summary>
    /// <returns>The handle, to be disposed; null where the name is a usual one or nothing is there.</returns>
    public static SafeFileHandle? Open(string name)
    {
        if (!OperatingSystem.IsLinux() || !IsRaw(name))
        {
            return null;
        }

        var descriptor = Open([.. Encode(name), 0], ReadOnlyAndCloseOnExec);
        return descriptor < 0 ? null : new SafeFileHandle(descriptor, ownsHandle: true);
    }

    /// <summary>Gets a path to an open file or folder that .NET can use as long as it is open.</summary>
    public static string PathOf(SafeFileHandle handle) => Invariant($"{HandlesPath}/{handle.DangerousGetHandle()}");

    /// <summary>Reads a name.</summary>
    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        var name = new StringBuilder(bytes.Length);
        while (!bytes.IsEmpty)
        {
            if (Rune.DecodeFromUtf8(bytes, out var rune, out var length) == System.Buffers.OperationStatus.Done)
            {
                name.Append(rune.ToString());
                bytes = bytes[length..];
            }
            else
            {
                name.Append((char)(Surrogate + bytes[0]));
                bytes = bytes[1..];
            }
        }

        return name.ToString();
    }

    /// <summary>Gives the bytes of a name.</summary>
    public static byte[] Encode(string name)
    {
        List<byte> bytes = [];
        var start = 0;
        for (var i = 0; i <= name.Length; i++)
        {
            if (i == name.Length || (IsByte(name[i]) && (i == 0 || !char.IsHighSurrogate(name[i - 1]))))
            {
                bytes.AddRange(Encoding.UTF8.GetBytes(name[start..i]));
                start = i + 1;
                if (i < name.Length)
                {
                    bytes.Add((byte)(name[i] - Surrogate));
                }
            }
        }

        return [.. bytes];
    }

    private static bool IsByte(char character) => character is >= (char)(Surrogate + 0x80) and <= (char)(Surrogate + 0xFF);

    /// <summary>Keeps the folder that an argument names open, or the one that the named file is in, so that it has a path that .NET can use.</summary>
    private static string KeepFolders(string argument)
    {
        var start = argument.StartsWith("--", StringComparison.Ordinal) ? argument.IndexOf('=', StringComparison.Ordinal) + 1 : 0;
        var name = argument[start..];
        if (!IsRaw(name))
        {
            return argument;
        }

        var parent = Path.GetDirectoryName(name) ?? "";
        return Keep(Path.TrimEndingDirectorySeparator(name)) is { } folder
            ? argument[..start] + folder
            : IsRaw(parent) && Keep(parent) is { } holder ? $"{argument[..start]}{holder}/{Path.GetFileName(name)}" : argument;
    }

    private static string? Keep(string name)
    {
        if (Open([.. Encode(name), 0], PathOnlyAndCloseOnExec) is var descriptor && descriptor < 0)
        {
            return null;
        }

        // It is held to the end of the process.
        var handle = new SafeFileHandle(descriptor, ownsHandle: true);
        if (Directory.Exists(PathOf(handle)))
        {
            Folders.Add((PathOf(handle), name, handle));
            return PathOf(handle);
        }

        handle.Dispose();
        return null;
    }

    private static List<string> Split(ReadOnlySpan<byte> arguments)
    {
        List<string> names = [];
        while (arguments.IndexOf((byte)0) is >= 0 and var end)
        {
            names.Add(Decode(arguments[..end]));
            arguments = arguments[(end + 1)..];
        }

        return names;
    }

    [DllImport("libc", EntryPoint = "open")]
    private static extern int Open(byte[] path, int flags);
}
