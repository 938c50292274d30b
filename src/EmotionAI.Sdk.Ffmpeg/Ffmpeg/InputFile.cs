using EmotionAI.Audio.Decoding;

namespace EmotionAI.Audio.Ffmpeg;

/// <summary>Gives a recording as a file that another process can open: itself where it is one, or a temporary copy that only this user can read.</summary>
/// <param name="Path">The file, by its absolute path.</param>
/// <param name="Name">What errors call it; null for a stream.</param>
/// <param name="IsTemporary">Whether it goes with this.</param>
internal sealed record InputFile(string Path, string? Name, bool IsTemporary) : IDisposable
{
    private const int BlockBytes = 64 << 10;
    private const string ProcessFiles = "/proc/";

    /// <exception cref="EmotionAIException">The stream cannot be read, or has more bytes than allowed.</exception>
    public static InputFile Of(Stream stream, EmotionLimits limits, CancellationToken cancellationToken)
    {
        // Descriptors of this process mean nothing to another one.
        if (stream is FileStream { Name: var name, Position: 0 } && System.IO.Path.IsPathFullyQualified(name) && !name.StartsWith(ProcessFiles, StringComparison.Ordinal) && File.Exists(name))
        {
            return new InputFile(name, name, IsTemporary: false);
        }

        var path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"emotionai-{Guid.NewGuid():N}.tmp");
        try
        {
            Copy(stream, path, new AudioOrigin((stream as FileStream)?.Name), limits, cancellationToken);
            return new InputFile(path, null, IsTemporary: true);
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }

    public void Dispose()
    {
        if (IsTemporary)
        {
            File.Delete(Path);
        }
    }

    private static void Copy(Stream stream, string path, AudioOrigin origin, EmotionLimits limits, CancellationToken cancellationToken)
    {
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            using var copy = new FileStream(path, options);
            var block = new byte[BlockBytes];
            while (stream.Read(block) is > 0 and var count)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (copy.Position + count > limits.AudioBytes)
                {
                    throw origin.AboveLimit(Invariant($"has more than {limits.AudioBytes} bytes, the most that is copied for ffmpeg (EmotionLimits.AudioBytes)."));
                }

                copy.Write(block, 0, count);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw origin.Fault(EmotionErrorCodes.FileUnreadable, $"cannot be copied for ffmpeg: {e.Message}", null, e);
        }
    }
}
