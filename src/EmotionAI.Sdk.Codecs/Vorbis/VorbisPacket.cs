using NVorbis;

namespace EmotionAI.Audio.Vorbis;

/// <summary>Gives the bytes of one packet to NVorbis.</summary>
internal sealed class VorbisPacket(ReadOnlyMemory<byte> bytes) : DataPacket
{
    private int _next;

    protected override int TotalBits => 8 * bytes.Length;

    public override void Reset()
    {
        _next = 0;
        base.Reset();
    }

    protected override int ReadNextByte() => _next < bytes.Length ? bytes.Span[_next++] : -1;
}
