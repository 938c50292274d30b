using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace EmotionAI.Audio.Decoding;

/// <summary>Computes the MD5 (RFC 1321) of samples as FLAC stores it: interleaved, little-endian, in whole bytes.</summary>
/// <remarks>The runtime's own MD5 needs a native library, which may be absent or forbid MD5.</remarks>
internal struct SampleDigest : IDisposable
{
    private const int BlockBytes = 64;
    private const int LengthBytes = 8;

    private static readonly uint[] Sines = BuildSines();

    private byte[] _buffer = [];
    private int _pending;
    private ulong _length;
    private uint _a = 0x67452301;
    private uint _b = 0xEFCDAB89;
    private uint _c = 0x98BADCFE;
    private uint _d = 0x10325476;

    public SampleDigest()
    {
    }

    /// <summary>Takes samples, channel after channel.</summary>
    public void Append(ReadOnlySpan<int> samples, int channels, int bitsPerSample)
    {
        var width = (bitsPerSample + 7) / 8;
        var bytes = samples.Length * width;
        Reserve(_pending + bytes);
        Pack(samples, _buffer.AsSpan(_pending, bytes), channels, width);
        _length += (ulong)bytes;
        _pending += bytes;
        var whole = _pending - (_pending % BlockBytes);
        Absorb(_buffer.AsSpan(0, whole));
        _buffer.AsSpan(whole, _pending - whole).CopyTo(_buffer);
        _pending -= whole;
    }

    /// <summary>Gets the digest, its bytes in memory order.</summary>
    public UInt128 Finish()
    {
        Reserve(2 * BlockBytes);
        var padded = _pending + 1 + LengthBytes <= BlockBytes ? BlockBytes : 2 * BlockBytes;
        var tail = _buffer.AsSpan(0, padded);
        tail[_pending..].Clear();
        tail[_pending] = 0x80;
        BinaryPrimitives.WriteUInt64LittleEndian(tail[^LengthBytes..], 8 * _length);
        Absorb(tail);
        Span<byte> digest = stackalloc byte[16];
        BinaryPrimitives.WriteUInt32LittleEndian(digest, _a);
        BinaryPrimitives.WriteUInt32LittleEndian(digest[4..], _b);
        BinaryPrimitives.WriteUInt32LittleEndian(digest[8..], _c);
        BinaryPrimitives.WriteUInt32LittleEndian(digest[12..], _d);
        return Unsafe.ReadUnaligned<UInt128>(in digest[0]);
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }

    private static void Pack(ReadOnlySpan<int> samples, Span<byte> bytes, int channels, int width)
    {
        var frames = samples.Length / channels;
        if (width == 2 && BitConverter.IsLittleEndian)
        {
            PackShorts(samples, MemoryMarshal.Cast<byte, short>(bytes), channels, frames);
            return;
        }

        var to = 0;
        for (var frame = 0; frame < frames; frame++)
        {
            for (var channel = 0; channel < channels; channel++)
            {
                var sample = samples[(channel * frames) + frame];
                for (var i = 0; i < width; i++)
                {
                    bytes[to++] = (byte)(sample >> (8 * i));
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PackShorts(ReadOnlySpan<int> samples, Span<short> packed, int channels, int frames)
    {
        for (var channel = 0; channel < channels; channel++)
        {
            var plane = samples.Slice(channel * frames, frames);
            for (int i = 0, to = channel; i < plane.Length; i++, to += channels)
            {
                packed[to] = (short)plane[i];
            }
        }
    }

    private static uint[] BuildSines()
    {
        var sines = new uint[BlockBytes];
        for (var i = 0; i < sines.Length; i++)
        {
            sines[i] = (uint)(4_294_967_296.0 * Math.Abs(Math.Sin(i + 1)));
        }

        return sines;
    }

    private void Reserve(int length)
    {
        if (_buffer.Length < length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(length);
            _buffer.AsSpan(0, _pending).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Absorb(ReadOnlySpan<byte> blocks)
    {
        ReadOnlySpan<uint> k = Sines;
        Span<uint> words = stackalloc uint[16];
        for (; blocks.Length >= BlockBytes; blocks = blocks[BlockBytes..])
        {
            for (var i = 0; i < words.Length; i++)
            {
                words[i] = BinaryPrimitives.ReadUInt32LittleEndian(blocks[(4 * i)..]);
            }

            var (a, b, c, d) = (_a, _b, _c, _d);
            for (var i = 0; i < 16; i += 4)
            {
                a = b + uint.RotateLeft(a + (d ^ (b & (c ^ d))) + k[i] + words[i], 7);
                d = a + uint.RotateLeft(d + (c ^ (a & (b ^ c))) + k[i + 1] + words[i + 1], 12);
                c = d + uint.RotateLeft(c + (b ^ (d & (a ^ b))) + k[i + 2] + words[i + 2], 17);
                b = c + uint.RotateLeft(b + (a ^ (c & (d ^ a))) + k[i + 3] + words[i + 3], 22);
            }

            for (var i = 16; i < 32; i += 4)
            {
                a = b + uint.RotateLeft(a + (b & d) + (c & ~d) + k[i] + words[((5 * i) + 1) & 15], 5);
                d = a + uint.RotateLeft(d + (a & c) + (b & ~c) + k[i + 1] + words[((5 * i) + 6) & 15], 9);
                c = d + uint.RotateLeft(c + (d & b) + (a & ~b) + k[i + 2] + words[((5 * i) + 11) & 15], 14);
                b = c + uint.RotateLeft(b + (c & a) + (d & ~a) + k[i + 3] + words[5 * i & 15], 20);
            }

            for (var i = 32; i < 48; i += 4)
            {
                a = b + uint.RotateLeft(a + (b ^ c ^ d) + k[i] + words[((3 * i) + 5) & 15], 4);
                d = a + uint.RotateLeft(d + (a ^ b ^ c) + k[i + 1] + words[((3 * i) + 8) & 15], 11);
                c = d + uint.RotateLeft(c + (d ^ a ^ b) + k[i + 2] + words[((3 * i) + 11) & 15], 16);
                b = c + uint.RotateLeft(b + (c ^ d ^ a) + k[i + 3] + words[((3 * i) + 14) & 15], 23);
            }

            for (var i = 48; i < 64; i += 4)
            {
                a = b + uint.RotateLeft(a + (c ^ (b | ~d)) + k[i] + words[7 * i & 15], 6);
                d = a + uint.RotateLeft(d + (b ^ (a | ~c)) + k[i + 1] + words[((7 * i) + 7) & 15], 10);
                c = d + uint.RotateLeft(c + (a ^ (d | ~b)) + k[i + 2] + words[((7 * i) + 14) & 15], 15);
                b = c + uint.RotateLeft(b + (d ^ (c | ~a)) + k[i + 3] + words[((7 * i) + 5) & 15], 21);
            }

            (_a, _b, _c, _d) = (_a + a, _b + b, _c + c, _d + d);
        }
    }
}
