using NVorbis.Contracts;

namespace EmotionAI.Audio.Vorbis;

/// <summary>Hands packets to NVorbis as they come. Positions are not told: where a recording begins and ends is settled outside.</summary>
internal sealed class VorbisPackets : IPacketProvider
{
    private readonly Queue<IPacket> _packets = [];

    public bool CanSeek => false;

    public int StreamSerial => 0;

    public void Add(ReadOnlyMemory<byte> packet) => _packets.Enqueue(new VorbisPacket(packet));

    public void Clear() => _packets.Clear();

    /// <exception cref="InvalidOperationException">There is none: a null would end the decoder for good.</exception>
    public IPacket GetNextPacket() => _packets.Dequeue();

    public IPacket PeekNextPacket() => _packets.Peek();

    public long SeekTo(long granulePos, int preRoll, GetPacketGranuleCount getPacketGranuleCount) => throw new NotSupportedException();

    public long GetGranuleCount() => throw new NotSupportedException();
}
