using System.Security.Cryptography;

namespace EmotionAI.Training.Torch.Loading;

/// <summary>Is a copy of TorchSharp's wrapper that older C++ libraries load, in a folder of its own that only this user can enter; it goes away once it is loaded.</summary>
/// <remarks>The folder is new and has a name nobody can foresee, so that nobody can put a file or a link there before; it bears the SHA-256 of the wrapper for those who come upon it.</remarks>
internal sealed class WrapperCopy : IDisposable
{
    /// <summary>The version that the wrapper asks for.</summary>
    public const string Version = "GLIBCXX_3.4.32";

    /// <summary>The one symbol of that version: what <c>#include &lt;iostream&gt;</c> leaves behind.</summary>
    public const string Symbol = "_ZSt21ios_base_library_initv";

    private const int LargestWrapper = 64 << 20;

    private readonly string _folder;

    private WrapperCopy(string folder, string path) => (_folder, Path) = (folder, path);

    /// <summary>Gets the path of the copy.</summary>
    public string Path { get; }

    /// <summary>Copies the wrapper with its need for the version made weak.</summary>
    /// <param name="wrapper">The wrapper as TorchSharp's package has it.</param>
    /// <exception cref="InvalidDataException">It is not one whose need can be made weak.</exception>
    public static WrapperCopy Create(string wrapper)
    {
        if (new FileInfo(wrapper).Length > LargestWrapper)
        {
            throw new InvalidDataException(Invariant($"'{wrapper}' is larger than {LargestWrapper} bytes; another version of TorchSharp needs another release of this package"));
        }

        var bytes = File.ReadAllBytes(wrapper);
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        if (ElfImage.TryRead(bytes) is not { } image || !image.Weaken(Version, Symbol))
        {
            throw new InvalidDataException($"'{wrapper}' does not load here, and not for want of {Version} alone; a system with a newer C++ library (Debian 13, Ubuntu 24.04) may load it");
        }

        var folder = Directory.CreateTempSubdirectory($"emotionai-torch-{hash}-").FullName;
        var path = System.IO.Path.Combine(folder, System.IO.Path.GetFileName(wrapper));
        var copy = new WrapperCopy(folder, path);
        try
        {
            using (var stream = new FileStream(path, Options()))
            {
                stream.Write(bytes);
            }

            return SHA256.HashData(File.ReadAllBytes(path)).AsSpan().SequenceEqual(SHA256.HashData(bytes)) ? copy : throw new InvalidDataException($"'{path}' is not what was written there");
        }
        catch
        {
            copy.Dispose();
            throw;
        }
    }

    /// <summary>Removes the copy; what is loaded stays loaded.</summary>
    public void Dispose()
    {
        try
        {
            Directory.Delete(_folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // What is left over is a small file in the temporary folder; the library works.
        }
    }

    private static FileStreamOptions Options()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        }

        return options;
    }
}
