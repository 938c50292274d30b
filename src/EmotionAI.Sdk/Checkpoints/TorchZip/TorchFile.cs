namespace EmotionAI.Checkpoints.TorchZip;

/// <summary>Reads what <c>torch.save</c> wrote (<c>.bin</c>, <c>.pt</c>, <c>.ckpt</c>), whichever form it has.</summary>
internal static class TorchFile
{
    /// <summary>Maps a file and adds its tensors; numbers become scalars.</summary>
    /// <exception cref="EmotionAIException">The file is missing, cut off, no torch file, beyond the limits, or asks for code.</exception>
    public static void Open(string path, EmotionLimits limits, StateDictionary into)
    {
        var file = MappedFile.Open(path);
        into.Own(file);
        var head = file.Slice(0, Math.Min(file.Length, 256));
        if (head.StartsWith("PK\x03\x04"u8))
        {
            TorchZipFile.Read(file, path, limits, into);
        }
        else if (head.StartsWith(LegacyTorchFile.Magic))
        {
            LegacyTorchFile.Read(file, path, limits, into);
        }
        else
        {
            throw new EmotionAIException(EmotionErrorCodes.FormatInvalid, $"'{Path.GetFileName(path)}' is not a torch file but {FileContent.Describe(head)}.", path, 0);
        }
    }
}
