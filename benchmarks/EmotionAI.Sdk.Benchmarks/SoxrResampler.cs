using System.Runtime.InteropServices;

namespace EmotionAI.Benchmarks;

/// <summary>Resamples one channel with libsoxr at its default quality, HQ, in one thread.</summary>
internal sealed unsafe partial class SoxrResampler : IDisposable
{
    private const string Library = "libsoxr.so.0";

    private readonly nint _state;

    private SoxrResampler(nint state) => _state = state;

    /// <summary>Makes a resampler, unless the library is not installed.</summary>
    public static SoxrResampler? TryCreate(double fromRate, double toRate)
    {
        if (!NativeLibrary.TryLoad(Library, out _))
        {
            return null;
        }

        nint error = 0;
        var state = Create(fromRate, toRate, 1, &error, null, null, null);
        return error == 0 ? new SoxrResampler(state) : throw new InvalidOperationException(Marshal.PtrToStringAnsi(error));
    }

    /// <summary>Resamples a whole signal.</summary>
    public int Resample(ReadOnlySpan<float> input, Span<float> output)
    {
        Clear(_state);
        fixed (float* x = input, y = output)
        {
            nuint read = 0, written = 0, rest = 0;
            Process(_state, x, (nuint)input.Length, &read, y, (nuint)output.Length, &written);
            Process(_state, null, 0, null, y + written, (nuint)output.Length - written, &rest);
            return (int)(written + rest);
        }
    }

    public void Dispose() => Delete(_state);

    [LibraryImport(Library, EntryPoint = "soxr_create")]
    private static partial nint Create(double fromRate, double toRate, uint channels, nint* error, void* io, void* quality, void* runtime);

    [LibraryImport(Library, EntryPoint = "soxr_process")]
    private static partial nint Process(nint state, float* input, nuint inputLength, nuint* read, float* output, nuint outputLength, nuint* written);

    [LibraryImport(Library, EntryPoint = "soxr_clear")]
    private static partial nint Clear(nint state);

    [LibraryImport(Library, EntryPoint = "soxr_delete")]
    private static partial void Delete(nint state);
}
