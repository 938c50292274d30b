using System.Runtime.InteropServices;

namespace EmotionAI.Inference;

/// <summary>Holds memory outside the managed heap that only grows, for tensors that native code reads and writes in place.</summary>
internal sealed unsafe class NativeBuffer : IDisposable
{
    private const nuint Alignment = 64;

    private void* _pointer;

    public nuint Capacity { get; private set; }

    public IntPtr Pointer => (IntPtr)_pointer;

    /// <summary>Makes room; what was in the buffer is lost if it moves.</summary>
    /// <returns>True if the buffer moved.</returns>
    public bool Reserve(nuint bytes)
    {
        if (bytes <= Capacity)
        {
            return false;
        }

        NativeMemory.AlignedFree(_pointer);
        _pointer = null;
        Capacity = 0;
        _pointer = NativeMemory.AlignedAlloc(bytes, Alignment);
        Capacity = bytes;
        return true;
    }

    public Span<T> AsSpan<T>(int length)
        where T : unmanaged => new(_pointer, length);

    public void Dispose()
    {
        NativeMemory.AlignedFree(_pointer);
        _pointer = null;
        Capacity = 0;
    }
}
