namespace EmotionAI.Checkpoints.TorchZip;

/// <summary>Describes a stored entry of a zip archive.</summary>
/// <param name="Name">The name, with its folders.</param>
/// <param name="Offset">The offset of its first byte in the file.</param>
/// <param name="Length">Its number of bytes.</param>
/// <param name="Crc">Its CRC-32; 0 where the writer left it out.</param>
internal sealed record ZipEntry(string Name, long Offset, long Length, uint Crc);
