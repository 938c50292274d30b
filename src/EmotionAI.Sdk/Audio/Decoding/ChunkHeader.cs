namespace EmotionAI.Audio.Decoding;

/// <summary>Holds the header of a chunk of a RIFF or IFF file.</summary>
/// <param name="Name">The four characters, most significant first; 0 for no chunk.</param>
/// <param name="Size">The announced size of the content, in bytes.</param>
/// <param name="At">The offset of the header.</param>
internal readonly record struct ChunkHeader(uint Name, uint Size, long At);
