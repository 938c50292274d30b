using System.Runtime.CompilerServices;

namespace EmotionAI.Audio.Decoding;

/// <summary>Holds the four words of MD5 (RFC 1321, section 3.4) and takes four steps of a round at a time; what depends on the step before is added last.</summary>
internal ref struct DigestState(uint a, uint b, uint c, uint d)
{
    public uint A = a;
    public uint B = b;
    public uint C = c;
    public uint D = d;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void First(ReadOnlySpan<uint> k, uint w, uint x, uint y, uint z)
    {
        A = B + uint.RotateLeft(A + k[0] + w + (~B & D) + (B & C), 7);
        D = A + uint.RotateLeft(D + k[1] + x + (~A & C) + (A & B), 12);
        C = D + uint.RotateLeft(C + k[2] + y + (~D & B) + (D & A), 17);
        B = C + uint.RotateLeft(B + k[3] + z + (~C & A) + (C & D), 22);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Second(ReadOnlySpan<uint> k, uint w, uint x, uint y, uint z)
    {
        A = B + uint.RotateLeft(A + k[0] + w + (C & ~D) + (B & D), 5);
        D = A + uint.RotateLeft(D + k[1] + x + (B & ~C) + (A & C), 9);
        C = D + uint.RotateLeft(C + k[2] + y + (A & ~B) + (D & B), 14);
        B = C + uint.RotateLeft(B + k[3] + z + (D & ~A) + (C & A), 20);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Third(ReadOnlySpan<uint> k, uint w, uint x, uint y, uint z)
    {
        A = B + uint.RotateLeft(A + k[0] + w + (B ^ (C ^ D)), 4);
        D = A + uint.RotateLeft(D + k[1] + x + (A ^ (B ^ C)), 11);
        C = D + uint.RotateLeft(C + k[2] + y + (D ^ (A ^ B)), 16);
        B = C + uint.RotateLeft(B + k[3] + z + (C ^ (D ^ A)), 23);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Fourth(ReadOnlySpan<uint> k, uint w, uint x, uint y, uint z)
    {
        A = B + uint.RotateLeft(A + k[0] + w + (C ^ (B | ~D)), 6);
        D = A + uint.RotateLeft(D + k[1] + x + (B ^ (A | ~C)), 10);
        C = D + uint.RotateLeft(C + k[2] + y + (A ^ (D | ~B)), 15);
        B = C + uint.RotateLeft(B + k[3] + z + (D ^ (C | ~A)), 21);
    }
}
