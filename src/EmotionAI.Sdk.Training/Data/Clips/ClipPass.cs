using System.Runtime.ExceptionServices;
using System.Security.Cryptography;
using EmotionAI.Audio;
using EmotionAI.Training.Data.Corpora;

namespace EmotionAI.Training.Data.Clips;

/// <summary>Goes through the recordings once: hashes and decodes each, and writes those that are to be written.</summary>
/// <param name="source">The recordings.</param>
/// <param name="sampleRate">The rate to write them anew at, in Hz; null for as they are.</param>
/// <param name="output">The folder that they are written to; null for none.</param>
/// <param name="decoders">Decode more formats than those that are built in.</param>
/// <param name="progress">Is told how many were gone through; null for nobody.</param>
internal sealed class ClipPass(CorpusSource source, int? sampleRate, PreparedFolder? output, IReadOnlyList<IAudioDecoder> decoders, IProgress<int>? progress)
{
    private const int MostBytes = 512 << 20;

    /// <summary>No pointer is longer, says the specification of Git LFS.</summary>
    private const int LongestPointer = 1_024;
    private const string Wav = ".wav";

    private readonly Lock _gate = new();
    private int _done;

    private static ReadOnlySpan<byte> PointerBeginning => "version https://git-lfs.github.com/spec/"u8;

    /// <summary>Gets how many recordings end before what they announce.</summary>
    public int Incomplete { get; private set; }

    /// <summary>Goes through them.</summary>
    /// <returns>What was found of each, in the order of the samples.</returns>
    /// <exception cref="EmotionAIException">The output cannot be written, or the archive is too large.</exception>
    public ClipResult[] Run(IReadOnlyList<CorpusSample> samples, CancellationToken cancellationToken)
    {
        var names = new ClipNames();
        string?[] written = [.. samples.Select(sample => output is null ? null : names.Next(RelativeName(sample), sampleRate is null ? null : Wav))];
        var results = new ClipResult[samples.Count];
        try
        {
            Parallel.For(0, samples.Count, new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = Environment.ProcessorCount }, i => results[i] = Read(samples[i], written[i]));
        }
        catch (AggregateException e)
        {
            ExceptionDispatchInfo.Throw(e.Flatten().InnerExceptions[0]);
        }

        return results;
    }

    private string RelativeName(CorpusSample sample) => source.Folder is { } folder && Path.GetRelativePath(folder, source.PathOf(sample.Input)) is var name && !Path.IsPathRooted(name) && !name.StartsWith("..", StringComparison.Ordinal)
        ? name
        : Path.IsPathRooted(sample.Input) ? Path.GetFileName(sample.Input) : sample.Input;

    private ClipResult Read(CorpusSample sample, string? written)
    {
        byte[] bytes;
        AudioClip clip;
        try
        {
            bytes = source.Read(sample.Input, MostBytes);
            if (bytes.Length <= LongestPointer && bytes.AsSpan().StartsWith(PointerBeginning))
            {
                return Done(new ClipResult(null, "is only a Git LFS pointer, not the recording; fetch the recordings with 'git lfs install' and then 'git lfs pull' in the folder, or download them anew."));
            }

            using var stream = new MemoryStream(bytes, writable: false);
            clip = AudioDecoder.Decode(stream, decoders);
        }
        catch (EmotionAIException e) when (e.Path != source.Path || source.IsFile)
        {
            return Done(new ClipResult(null, $"the recording cannot be read: {e.Message}"));
        }

        if (clip.FrameCount == 0)
        {
            return Done(new ClipResult(null, "the recording has no samples; one or more are needed."));
        }

        if (written is not null)
        {
            output!.AddClip(written, sampleRate is { } rate ? WavBytes.Of(MonoClip.Of(clip, rate), rate) : bytes);
        }

        return Done(new ClipResult(Convert.ToHexStringLower(SHA256.HashData(bytes)), null, written, clip.IsIncomplete));
    }

    private ClipResult Done(ClipResult result)
    {
        lock (_gate)
        {
            Incomplete += result.IsIncomplete ? 1 : 0;
            progress?.Report(++_done);
        }

        return result;
    }
}
