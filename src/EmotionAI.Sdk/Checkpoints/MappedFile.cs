using System.IO.MemoryMappedFiles;
using Microsoft.Win32.SafeHandles;

namespace EmotionAI.Checkpoints;

/// <summary>Maps a whole file read-only into memory. The path is the real one: symbolic links are followed first.</summary>
// Invariant: the pointer is held from the constructor to Dispose, and Slice gives no byte outside the length that was mapped.
internal sealed unsafe class MappedFile : IDisposable
{
    private readonly MemoryMappedFile? _file;
    private readonly SafeFileHandle? _handle;
    private readonly MemoryMappedViewAccessor? _view;
    private byte* _pointer;

    /// <param name="path">The file.</param>
    /// <param name="length">Its length.</param>
    /// <param name="handle">The open file, which is owned from now on; null for an empty one.</param>
    /// <param name="file">The mapping, which is owned from now on; null for an empty file.</param>
    internal MappedFile(string path, long length, SafeFileHandle? handle, MemoryMappedFile? file)
    {
        Path = path;
        Length = length;
        _handle = handle;
        _file = file;
        try
        {
            _view = file?.CreateViewAccessor(0, length, MemoryMappedFileAccess.Read);
            if (_view is not null)
            {
                _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _pointer);
                _pointer += _view.PointerOffset;
            }
        }
        catch
        {
            // Nobody else knows the file yet: an address space that is full must not cost a handle each time.
            Dispose();
            throw;
        }
    }

    /// <summary>Gets the absolute path, links resolved.</summary>
    public string Path { get; }

    /// <summary>Gets the length of the file when it was mapped, in bytes.</summary>
    public long Length { get; }

    /// <summary>Maps a file.</summary>
    /// <exception cref="EmotionAIException">The file is missing or cannot be read.</exception>
    public static MappedFile Open(string path)
    {
        try
        {
            var info = new FileInfo(path);
            var target = info.LinkTarget is null ? info : (FileInfo)(info.ResolveLinkTarget(returnFinalTarget: true) ?? info);
            if (!target.Exists)
            {
                throw new EmotionAIException(EmotionErrorCodes.FileMissing, $"'{path}' does not exist.", path);
            }

            var full = target.FullName;
            var length = target.Length;
            return length == 0 ? new MappedFile(full, 0, null, null) : Map(full, length);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EmotionAIException(EmotionErrorCodes.FileUnreadable, $"'{path}' cannot be read: {e.Message}", path, innerException: e);
        }
    }

    /// <summary>Copies a part of the file, past the mapping: what is read once, from end to end, then takes no memory of the process.</summary>
    /// <exception cref="EmotionAIException">The part is not inside the file.</exception>
    public void Read(long offset, Span<byte> destination)
    {
        while (!destination.IsEmpty)
        {
            var count = _handle is null ? 0 : RandomAccess.Read(_handle, destination, offset);
            if (count == 0)
            {
                throw new EmotionAIException(EmotionErrorCodes.FileTruncated, Invariant($"'{Path}' ends at {offset}; {destination.Length} bytes more were asked for."), Path, offset);
            }

            offset += count;
            destination = destination[count..];
        }
    }

    /// <summary>Gets a part of the file, valid until the file is disposed.</summary>
    /// <exception cref="EmotionAIException">The part is not inside the file, or longer than a span can be.</exception>
    public ReadOnlySpan<byte> Slice(long offset, long length)
    {
        ObjectDisposedException.ThrowIf(_pointer is null && Length > 0, this);
        if (offset < 0 || length < 0 || offset > Length - length)
        {
            throw new EmotionAIException(EmotionErrorCodes.FileTruncated, Invariant($"'{Path}' has {Length} bytes; bytes {offset} to {offset + length} were asked for."), Path, offset);
        }

        return length > int.MaxValue
            ? throw new EmotionAIException(EmotionErrorCodes.LimitExceeded, Invariant($"'{Path}' holds a block of {length} bytes; at most {int.MaxValue} can be read at once."), Path, offset)
            : new ReadOnlySpan<byte>(_pointer + offset, (int)length);
    }

    /// <summary>Gives the address of a part of the file, for native code; valid until the file is disposed.</summary>
    /// <exception cref="EmotionAIException">The part is not inside the file.</exception>
    public nint AddressOf(long offset, long length)
    {
        _ = Slice(offset, Math.Min(length, int.MaxValue));
        _ = Slice(offset + length, 0);
        return (nint)(_pointer + offset);
    }

    public void Dispose()
    {
        Release();
        GC.SuppressFinalize(this);
    }

    // A model that nobody disposed gives its files back when it is collected: the view keeps the mapping for as long as the pointer is held.
    ~MappedFile() => Release();

    private void Release()
    {
        if (_pointer is not null)
        {
            _pointer = null;
            _view!.SafeMemoryMappedViewHandle.ReleasePointer();
        }

        _view?.Dispose();
        _file?.Dispose();
        _handle?.Dispose();
    }

    private static MappedFile Map(string path, long length)
    {
        var handle = File.OpenHandle(path);
        try
        {
            return new MappedFile(path, length, handle, MemoryMappedFile.CreateFromFile(handle, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true));
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }
}
