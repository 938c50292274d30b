using System.Runtime.InteropServices;

namespace EmotionAI.Cli.Input;

/// <summary>Lists the files of a folder in which names are not UTF-8, as <see cref="RawNames"/> writes them; .NET gives names that open nothing.</summary>
internal static class RawFolder
{
    /// <summary>Where glibc and musl keep the type and the name of an entry, on systems of 64 bits.</summary>
    private const int TypeOffset = 18;
    private const int NameOffset = 19;
    private const byte Unknown = 0;
    private const byte FolderType = 4;

    /// <summary>Lists files at any depth; links to folders are not followed.</summary>
    public static List<string> Files(string folder)
    {
        List<string> files = [];
        foreach (var (name, isFolder) in Entries(folder))
        {
            var path = Path.Combine(folder, name);
            if (isFolder)
            {
                files.AddRange(Files(path));
            }
            else
            {
                files.Add(path);
            }
        }

        return files;
    }

    private static List<(string Name, bool IsFolder)> Entries(string folder)
    {
        List<(string Name, bool IsFolder)> entries = [];
        var stream = OpenFolder([.. RawNames.Encode(folder), 0]);
        if (stream == 0)
        {
            return entries;
        }

        try
        {
            while (ReadEntry(stream) is not 0 and var entry)
            {
                var name = NameOf(entry);
                if (name is not ("." or ".."))
                {
                    var type = Marshal.ReadByte(entry, TypeOffset);
                    entries.Add((name, type == Unknown ? IsFolder(Path.Combine(folder, name)) : type == FolderType));
                }
            }
        }
        finally
        {
            _ = CloseFolder(stream);
        }

        return entries;
    }

    private static bool IsFolder(string path)
    {
        using var handle = RawNames.Open(path);
        return Directory.Exists(handle is null ? path : RawNames.PathOf(handle));
    }

    private static string NameOf(nint entry)
    {
        List<byte> bytes = [];
        while (Marshal.ReadByte(entry, NameOffset + bytes.Count) is not 0 and var value)
        {
            bytes.Add(value);
        }

        return RawNames.Decode(CollectionsMarshal.AsSpan(bytes));
    }

    [DllImport("libc", EntryPoint = "opendir")]
    private static extern nint OpenFolder(byte[] path);

    [DllImport("libc", EntryPoint = "readdir")]
    private static extern nint ReadEntry(nint stream);

    [DllImport("libc", EntryPoint = "closedir")]
    private static extern int CloseFolder(nint stream);
}
