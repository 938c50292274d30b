namespace EmotionAI.Checkpoints.TorchZip;

/// <summary>Describes a stored (uncompressed) member of a zip archive.</summary>
/// <param name="Name">The full name.</param>
/// <param name="HeaderOffset">The offset of the local header.</param>
/// <param name="Offset">The offset of the payload.</param>
/// <param name="Length">The bytes of the payload.</param>
/// <param name="Checksum">The CRC-32 of the payload; 0 where the writer computed none.</param>
internal sealed record ZipEntry(string Name, long HeaderOffset, long Offset, long Length, uint Checksum);
