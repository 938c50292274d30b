using EmotionAI.Audio.Reading;
using NVorbis;

namespace EmotionAI.Audio.Vorbis;

/// <summary>Has NVorbis decode the packets of one recording.</summary>
internal sealed class VorbisStream : IPacketDecoder
{
    /// <summary>A comment header without a comment: nobody asks for them, and their lengths are nothing to trust.</summary>
    private static readonly byte[] NoComments = [3, .. "vorbis"u8, 0, 0, 0, 0, 0, 0, 0, 0, 1];

    private readonly VorbisSetup _setup;
    private readonly VorbisPackets _packets = new();
    private readonly StreamDecoder _decoder;
    private readonly float[] _samples;
    private int _lastBlock;

    public VorbisStream(VorbisSetup setup, ReadOnlyMemory<byte> identification, ReadOnlyMemory<byte> books)
    {
        _setup = setup;
        _packets.Add(identification);
        _packets.Add(NoComments);
        _packets.Add(books);
        _decoder = new StreamDecoder(_packets) { ClipSamples = false };
        _samples = new float[setup.LongBlock / 2 * setup.Channels];
    }

    public void Dispose() => _decoder.Dispose();

    /// <summary>Decodes a packet into a clip; one that cannot be decoded becomes silence.</summary>
    /// <returns>Its length in samples of each channel: none for the first one, which only overlaps with the second.</returns>
    public long Decode(ReadOnlyMemory<byte> packet, ClipBuilder clip, long offset)
    {
        var block = _setup.BlockOf(packet.Span);
        if (block == 0)
        {
            clip.Damage(offset);
            return 0;
        }

        var length = _lastBlock == 0 ? 0 : (_lastBlock + block) / 4;
        _lastBlock = block;
        _packets.Add(packet);
        if (length == 0)
        {
            return 0;
        }

        var samples = _samples.AsSpan(0, length * _setup.Channels);
        if (TryRead(samples))
        {
            clip.Add(samples);
        }
        else
        {
            clip.AddDamaged(length, offset);
        }

        return length;
    }

    private bool TryRead(Span<float> samples)
    {
        try
        {
            return _decoder.Read(samples, 0, samples.Length) == samples.Length;
        }
        catch (Exception e) when (e is IndexOutOfRangeException or ArgumentException or InvalidOperationException or OverflowException or NullReferenceException or IOException or InvalidDataException)
        {
            _packets.Clear();
            return false;
        }
    }
}
