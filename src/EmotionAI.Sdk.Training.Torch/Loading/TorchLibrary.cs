using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using TorchSharp;

namespace EmotionAI.Training.Torch.Loading;

/// <summary>Loads libtorch once, on systems whose C++ library is older than TorchSharp's wrapper says it needs too.</summary>
/// <remarks>
/// The wrapper of TorchSharp 0.107 asks for <c>GLIBCXX_3.4.32</c> because of one symbol that nothing in it uses; Debian 12 has 3.4.30. Only where the system refuses the wrapper
/// is it loaded from a copy in which that need is weak (<see cref="WrapperCopy"/>); libtorch itself is loaded from where it is.
/// </remarks>
internal static class TorchLibrary
{
    private const string Wrapper = "LibTorchSharp";
    private const string Supported = "linux-x64 (glibc, not musl), win-x64, win-arm64 or osx-arm64";

    /// <summary>In the order in which they need each other.</summary>
    private static readonly string[] LinuxParts = ["libgomp*.so*", "libc10.so", "libtorch_cpu.so", "libtorch.so"];

    private static readonly Lock Gate = new();
    private static bool _isLoaded;
    private static nint _wrapper;
    private static string? _refusal;

    /// <summary>Gets whether the wrapper was loaded from a copy.</summary>
    public static bool IsPatched => _wrapper != 0;

    /// <summary>Gets the name of libtorch's main part on this system.</summary>
    private static string MainPart => OperatingSystem.IsWindows() ? "torch_cpu.dll" : OperatingSystem.IsMacOS() ? "libtorch_cpu.dylib" : "libtorch_cpu.so";

    /// <summary>Loads libtorch, or says why it cannot be loaded and what to do.</summary>
    /// <exception cref="EmotionAIException">It is not there, or the system cannot load it.</exception>
    public static void Load()
    {
        lock (Gate)
        {
            if (_isLoaded)
            {
                return;
            }

            if (TorchFolders.Find(TorchFolders.Searched(), MainPart) is null && !NativeLibrary.TryLoad(MainPart, out _))
            {
                throw Fault($"libtorch ('{MainPart}') is not beside the application", Remedy(TorchFolders.SystemName, RuntimeInformation.ProcessArchitecture));
            }

            AssemblyLoadContext.Default.ResolvingUnmanagedDll += Resolve;
            Initialize();
            _isLoaded = true;
        }
    }

    /// <summary>Says what helps where libtorch is missing.</summary>
    /// <param name="system">The system as runtimes are named: <c>linux</c>, <c>win</c>, <c>osx</c>.</param>
    /// <param name="architecture">The processor.</param>
    internal static string Remedy(string system, Architecture architecture) => (system, architecture) switch
    {
        ("linux" or "win", Architecture.X64) or ("win" or "osx", Architecture.Arm64) => $"add the package to the application: dotnet add package libtorch-cpu-{system}-{(architecture == Architecture.X64 ? "x64" : "arm64")} --version {TorchFolders.Version}",
        _ => $"none is served for {system} on {architecture}: train on {Supported}, and bring the folder over",
    };

    /// <summary>Says that libtorch cannot be used, and the way out.</summary>
    internal static EmotionAIException Fault(string found, string remedy, Exception? cause = null) =>
        new(EmotionErrorCodes.SettingInvalid, $"Training with torch is not possible here: {found}. What helps: {remedy}.", innerException: cause);

    private static void Initialize()
    {
        // TorchSharp itself, where it finds no library, copies libtorch beside the application at each start and prints what it tried.
        _ = NativeLibrary.TryLoad("torch_cpu", typeof(torch).Assembly, null, out _);
        if (!NativeLibrary.TryLoad(Wrapper, typeof(torch).Assembly, null, out _))
        {
            throw Refusal(_refusal ?? $"'{Wrapper}' or what it needs is missing", null);
        }

        try
        {
            torch.InitializeDeviceType(DeviceType.CPU);
            using var probe = torch.zeros(1);
        }
        catch (Exception e) when (e is NotSupportedException or TypeInitializationException or DllNotFoundException or EntryPointNotFoundException or BadImageFormatException)
        {
            throw Refusal(FirstSentence(e.GetBaseException().Message), e);
        }
    }

    private static EmotionAIException Refusal(string found, Exception? cause) => Fault(
        $"TorchSharp cannot load its native library on {RuntimeInformation.RuntimeIdentifier}: {found}",
        $"reference version {TorchFolders.Version} of the libtorch package, which TorchSharp 0.107 needs, on {Supported}; on another system train on one of these and bring the folder over; where the temporary folder lets nothing be run, name another one by TMPDIR",
        cause);

    private static string FirstSentence(string message) => message.Split('\n')[0].Trim().TrimEnd('.');

    /// <summary>Answers where the system found no library, or refused it.</summary>
    private static nint Resolve(Assembly assembly, string name)
    {
        if (!OperatingSystem.IsLinux() || !name.Contains(Wrapper, StringComparison.Ordinal))
        {
            return 0;
        }

        if (_wrapper == 0 && _refusal is null)
        {
            try
            {
                _wrapper = LoadCopy();
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or DllNotFoundException or BadImageFormatException or InvalidDataException)
            {
                _refusal = FirstSentence(e.Message);
            }
        }

        return _wrapper;
    }

    private static nint LoadCopy()
    {
        string[] folders = [.. TorchFolders.Searched()];
        var wrapper = Path.Combine(TorchFolders.Find(folders, $"lib{Wrapper}.so") ?? throw new FileNotFoundException($"lib{Wrapper}.so is not beside the application"), $"lib{Wrapper}.so");
        var libtorch = TorchFolders.Find(folders, MainPart) ?? throw new FileNotFoundException($"{MainPart} is not beside the application");
        foreach (var part in LinuxParts.SelectMany(part => Directory.EnumerateFiles(libtorch, part).Order(StringComparer.Ordinal)))
        {
            NativeLibrary.Load(part);
        }

        using var copy = WrapperCopy.Create(wrapper);
        return NativeLibrary.Load(copy.Path);
    }
}
