using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace EmotionAI.Audio.Dsp;

/// <summary>Holds vectors of eight lanes that start on a cache line: unaligned ones would straddle two lines every second time.</summary>
internal sealed class LaneBuffer
{
    private const int Line = 64;

    private readonly float[] _values;
    private readonly int _offset;
    private readonly int _length;

    public LaneBuffer(int vectors)
    {
        _length = vectors * Vector256<float>.Count;
        _values = GC.AllocateArray<float>(_length + (Line / sizeof(float)), pinned: true);
        var beyond = (int)(Marshal.UnsafeAddrOfPinnedArrayElement(_values, 0) % Line);
        _offset = (Line - beyond) % Line / sizeof(float);
    }

    public Span<Vector256<float>> Vectors => MemoryMarshal.Cast<float, Vector256<float>>(_values.AsSpan(_offset, _length));
}
