using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace EmotionAI.Cli.Input;

/// <summary>Keeps names of files that are not UTF-8, which Linux allows: a byte that fits nowhere becomes the lone surrogate U+DC00 + byte, as in Python, and becomes a byte again when the file is opened.</summary>
internal static class RawNames
{
    private static readonly List<SafeFileHandle> Folders = [];

    private const int Surrogate = 0xDC00;
    private const string ArgumentsPath = "/proc/self/cmdline";
    private const string HandlesPath = "/proc/self/fd";
    private const int ReadOnlyAndCloseOnExec = 0x80000;

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
            return all.Count < args.Length ? args : [.. all.TakeLast(args.Length).Select(KeepFolder)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return args;
        }
    }

    /// <summary>Gives a name as it can be written: what is no character becomes U+FFFD.</summary>
    public static string Display(string name) => IsRaw(name) ? Encoding.UTF8.GetString(Encode(name)) : name;

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

    private static bool IsRaw(string name) => name.Where((character, i) => IsByte(character) && (i == 0 || !char.IsHighSurrogate(name[i - 1]))).Any();

    private static bool IsByte(char character) => character is >= (char)(Surrogate + 0x80) and <= (char)(Surrogate + 0xFF);

    /// <summary>Keeps a folder open, so that what is in it has a path that .NET can use; files are opened one at a time.</summary>
    private static string KeepFolder(string name)
    {
        if (Open(name) is not { } folder)
        {
            return name;
        }

        if (Directory.Exists(PathOf(folder)))
        {
            Folders.Add(folder);
            return PathOf(folder);
        }

        folder.Dispose();
        return name;
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
