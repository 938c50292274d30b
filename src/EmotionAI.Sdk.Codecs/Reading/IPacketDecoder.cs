namespace EmotionAI.Audio.Reading;

/// <summary>Decodes the packets of one recording, in whatever container they come.</summary>
internal interface IPacketDecoder : IDisposable
{
    /// <summary>Decodes a packet into a clip; one that cannot be decoded becomes silence.</summary>
    /// <param name="packet">The packet, which may be held until the next one comes.</param>
    /// <param name="clip">Takes the samples.</param>
    /// <param name="offset">Where the packet is, for what is told of damage.</param>
    /// <returns>Its length, in units of the positions of the codec.</returns>
    long Decode(ReadOnlyMemory<byte> packet, ClipBuilder clip, long offset);
}
