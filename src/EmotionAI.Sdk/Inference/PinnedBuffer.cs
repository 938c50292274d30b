using System.Runtime.InteropServices;

namespace EmotionAI.Inference;

/// <summary>Holds memory that the garbage collector never moves and that only grows, for tensors that native code reads and writes in place.</summary>
internal sealed class PinnedBuffer
{
    /// <summary>The bytes of a line of the cache, at one of which the tensors begin.</summary>
    private const int Alignment = 64;

    private long[] _memory = [];
    private int _start;
    private long _capacity;

    /// <summary>Gets where the memory begins; valid while this buffer is held and has not moved.</summary>
    public nint Pointer => Marshal.UnsafeAddrOfPinnedArrayElement(_memory, _start);

    /// <summary>Makes room; what was in the buffer is lost if it moves.</summary>
    /// <returns>True if the buffer moved.</returns>
    public bool Reserve(long bytes)
    {
        if (bytes <= _capacity)
        {
            return false;
        }

        // At least doubled, so that what is left behind for the collector is never more than what is held.
        _capacity = Math.Max(bytes, 2 * _capacity);
        _memory = GC.AllocateUninitializedArray<long>(checked((int)((_capacity + Alignment) / sizeof(long)) + 1), pinned: true);
        _start = 0;
        _start = (int)(-Pointer & (Alignment - 1)) / sizeof(long);
        return true;
    }

    public Span<T> AsSpan<T>(int length)
        where T : unmanaged => MemoryMarshal.Cast<long, T>(_memory.AsSpan(_start))[..length];
}
