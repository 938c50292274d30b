namespace EmotionAI.Checkpoints.TorchZip;

/// <summary>Opens a torch file of either kind, by its content; says what the file is where it is neither.</summary>
internal static class TorchFile
{
    /// <summary>Opens a file and adds its tensors to a dictionary, which then owns the mapping.</summary>
    /// <param name="path">The file.</param>
    /// <param name="limits">The bounds.</param>
    /// <param name="into">Receives the tensors; it is to be disposed when this fails.</param>
    /// <param name="rename">Changes names before they are added; null keeps them.</param>
    /// <exception cref="EmotionAIException">The file is no torch file, is malformed, or asks for anything but tensors.</exception>
    public static MappedFile Open(string path, EmotionLimits limits, StateDictionary into, Func<string, string>? rename = null)
    {
        var file = OpenedFile.Open(path, limits, into);
        var head = file.Head(ForeignContent.HeadBytes);
        if (head.StartsWith("PK\u0003\u0004"u8) || head.StartsWith("PK\u0005\u0006"u8))
        {
            TorchZipFile.Read(file, into, rename);
        }
        else if (head.StartsWith(LegacyTorchFile.Magic))
        {
            LegacyTorchFile.Read(file, into, rename);
        }
        else
        {
            throw Refuse(file, head);
        }

        return file.Mapped;
    }

    private static EmotionAIException Refuse(OpenedFile file, ReadOnlySpan<byte> head)
    {
        if (LegacyTorchFile.Magic.StartsWith(head) && head.Length > 2)
        {
            return file.Fault(EmotionErrorCodes.FileTruncated, $"is not a torch file: it is cut off after {head.Length} bytes", file.Length);
        }

        var what = ForeignContent.Describe(head);
        if (what is null or "is a pickle" or "is plain text")
        {
            var refusal = TryPickle(file, out var isPickle);
            if (refusal is not null)
            {
                return file.Fault(EmotionErrorCodes.CodeRefused, $"is not a torch file but a bare pickle: {refusal.Message.TrimEnd('.')}", 0, refusal);
            }

            what = isPickle ? "is a bare pickle" : what ?? "has content of no known kind";
        }

        return file.Fault(file.Length == 0 ? EmotionErrorCodes.FileTruncated : EmotionErrorCodes.FormatInvalid, $"is not a torch file: it {what}", 0);
    }

    /// <summary>Reads the file as the pickle it may be, to name what it would have run.</summary>
    /// <returns>The refusal of a global; null where none is named.</returns>
    private static EmotionAIException? TryPickle(OpenedFile file, out bool isPickle)
    {
        isPickle = false;
        try
        {
            Unpickler.Read(file, new TorchStorages(file), 0, file.Length, out var end);
            isPickle = end == file.Length;
            return null;
        }
        catch (EmotionAIException e)
        {
            return e.Code == EmotionErrorCodes.CodeRefused ? e : null;
        }
    }
}
