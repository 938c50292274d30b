using System.Runtime.InteropServices;

namespace EmotionAI.Benchmarks;

/// <summary>Decodes recordings in memory with libsndfile, where it is installed (Debian: libsndfile1).</summary>
internal static unsafe partial class SndFile
{
    private const string Library = "libsndfile.so.1";
    private const int ReadMode = 0x10;

    public static bool IsInstalled { get; } = NativeLibrary.TryLoad(Library, out _);

    /// <summary>Decodes a whole file into interleaved samples.</summary>
    /// <returns>The number of samples.</returns>
    public static int Decode(ReadOnlySpan<byte> file, Span<float> samples)
    {
        fixed (byte* bytes = file)
        fixed (float* output = samples)
        {
            var source = new Source { Bytes = bytes, Length = file.Length };
            var io = new VirtualIo { GetLength = &GetLength, Seek = &Seek, Read = &Read, Write = &Write, Tell = &Tell };
            Info info = default;
            var handle = Open(&io, ReadMode, &info, &source);
            if (handle == 0)
            {
                throw new InvalidOperationException("libsndfile refuses the file.");
            }

            var frames = ReadFrames(handle, output, samples.Length / info.Channels);
            _ = Close(handle);
            return (int)frames * info.Channels;
        }
    }

    [UnmanagedCallersOnly]
    private static long GetLength(Source* source) => source->Length;

    [UnmanagedCallersOnly]
    private static long Seek(long offset, int whence, Source* source) => source->Position = whence switch { 0 => offset, 1 => source->Position + offset, _ => source->Length + offset };

    [UnmanagedCallersOnly]
    private static long Read(byte* target, long count, Source* source)
    {
        var given = Math.Min(count, source->Length - source->Position);
        Buffer.MemoryCopy(source->Bytes + source->Position, target, count, given);
        source->Position += given;
        return given;
    }

    [UnmanagedCallersOnly]
    private static long Write(byte* data, long count, Source* source) => 0;

    [UnmanagedCallersOnly]
    private static long Tell(Source* source) => source->Position;

    [LibraryImport(Library, EntryPoint = "sf_open_virtual")]
    private static partial nint Open(VirtualIo* io, int mode, Info* info, Source* source);

    [LibraryImport(Library, EntryPoint = "sf_readf_float")]
    private static partial long ReadFrames(nint handle, float* samples, long frames);

    [LibraryImport(Library, EntryPoint = "sf_close")]
    private static partial int Close(nint handle);

    private struct Source
    {
        public byte* Bytes;
        public long Length;
        public long Position;
    }

    /// <summary>SF_INFO.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Info
    {
        public long Frames;
        public int SampleRate;
        public int Channels;
        public int Format;
        public int Sections;
        public int Seekable;
    }

    /// <summary>SF_VIRTUAL_IO.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct VirtualIo
    {
        public delegate* unmanaged<Source*, long> GetLength;
        public delegate* unmanaged<long, int, Source*, long> Seek;
        public delegate* unmanaged<byte*, long, Source*, long> Read;
        public delegate* unmanaged<byte*, long, Source*, long> Write;
        public delegate* unmanaged<Source*, long> Tell;
    }
}
