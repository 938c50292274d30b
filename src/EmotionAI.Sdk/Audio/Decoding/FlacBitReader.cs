using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace EmotionAI.Audio.Decoding;

/// <summary>Reads bits of a FLAC frame, most significant first, from a cache of 64 that is left-aligned.</summary>
internal ref struct FlacBitReader
{
    private const int CacheBits = 64;

    private readonly ReadOnlySpan<byte> _bytes;
    private readonly AudioOrigin _origin;
    private readonly long _offset;
    private readonly bool _isCut;
    private ulong _cache;
    private int _cached;
    private int _next;

    /// <summary>Creates a reader.</summary>
    /// <param name="bytes">The bytes from the frame's first on.</param>
    /// <param name="start">The offset in <paramref name="bytes"/> to begin at.</param>
    /// <param name="origin">Where the bytes come from.</param>
    /// <param name="offset">The offset of the frame in the file.</param>
    /// <param name="isCut">Whether the file ends with <paramref name="bytes"/>; else no valid frame is as long as they are.</param>
    public FlacBitReader(ReadOnlySpan<byte> bytes, int start, AudioOrigin origin, long offset, bool isCut)
    {
        _bytes = bytes;
        _next = start;
        _origin = origin;
        _offset = offset;
        _isCut = isCut;
    }

    /// <summary>Gets the offset of the byte that holds the next bit.</summary>
    public readonly int BytePosition => _next - (_cached / 8);

    /// <summary>Reads an unsigned number of 0 to 32 bits.</summary>
    public uint Read(int count)
    {
        Require(count);
        var value = (uint)(_cache >> 1 >> (CacheBits - 1 - count));
        Consume(count);
        return value;
    }

    /// <summary>Reads a number of 1 to 33 bits in two's complement.</summary>
    public long ReadSigned(int count)
    {
        Require(count);
        var value = (long)_cache >> (CacheBits - count);
        Consume(count);
        return value;
    }

    /// <summary>Reads zeros up to a one, and the one.</summary>
    /// <returns>The number of zeros.</returns>
    public uint ReadUnary()
    {
        uint zeros = 0;
        while (true)
        {
            Require(1);
            var run = BitOperations.LeadingZeroCount(_cache);
            if (run < _cached)
            {
                Consume(run + 1);
                return zeros + (uint)run;
            }

            zeros += (uint)_cached;
            Consume(_cached);
        }
    }

    public void AlignToByte() => Consume(_cached % 8);

    /// <summary>Reads a Rice partition: the quotient in unary, the remainder in <paramref name="parameter"/> bits, the sign in the last bit.</summary>
    // Measured: FLAC recordings 2 to 20 take 16 ms, 38 without.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void ReadRice(scoped Span<int> destination, int parameter)
    {
        ref var bytes = ref MemoryMarshal.GetReference(_bytes);
        var last = _bytes.Length - sizeof(ulong);
        var cache = _cache;
        var cached = _cached;
        var next = _next;
        var stop = 1 + parameter;
        for (var i = 0; i < destination.Length; i++)
        {
            // One refill nearly always serves two codes, and waits for memory half as often.
            if ((i & 1) == 0 && next <= last)
            {
                var word = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref bytes, next));
                cache |= (BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(word) : word) >> cached;
                next += (CacheBits - 1 - cached) >> 3;
                cached |= 56;
            }

            // The top bits of the code, as a number, are 1 followed by the remainder.
            var zeros = BitOperations.LeadingZeroCount(cache);
            var used = zeros + stop;
            uint value;
            if (used <= cached)
            {
                value = (uint)((zeros - 1) << parameter) + (uint)(cache >> (CacheBits - used));
                cache <<= used;
                cached -= used;
            }
            else
            {
                (_cache, _cached, _next) = (cache, cached, next);
                value = ReadLongRice(parameter);
                (cache, cached, next) = (_cache, _cached, _next);
            }

            destination[i] = (int)(value >> 1) ^ -(int)(value & 1);
        }

        (_cache, _cached, _next) = (cache, cached, next);
    }

    private uint ReadLongRice(int parameter)
    {
        var quotient = ReadUnary();
        return ((ulong)quotient << parameter) > uint.MaxValue
            ? throw _origin.Invalid("has a FLAC residual of more than 32 bits.", _offset)
            : (quotient << parameter) | Read(parameter);
    }

    private void Consume(int count)
    {
        _cache <<= count;
        _cached -= count;
    }

    private void Require(int count)
    {
        if (_cached < count)
        {
            Refill();
            if (_cached < count)
            {
                throw Overrun();
            }
        }
    }

    private void Refill()
    {
        if (_next <= _bytes.Length - sizeof(ulong))
        {
            _cache |= BinaryPrimitives.ReadUInt64BigEndian(_bytes[_next..]) >> _cached;
            _next += (CacheBits - 1 - _cached) >> 3;
            _cached |= 56;
            return;
        }

        for (; _cached < 56 && _next < _bytes.Length; _next++)
        {
            _cache |= (ulong)_bytes[_next] << (56 - _cached);
            _cached += 8;
        }
    }

    private readonly EmotionAIException Overrun() => _isCut
        ? _origin.Truncated($"ends inside a FLAC frame, after {_bytes.Length} of its bytes.", _offset)
        : _origin.Invalid($"has a FLAC frame of more than {_bytes.Length} bytes, several times the size of its samples.", _offset);
}
