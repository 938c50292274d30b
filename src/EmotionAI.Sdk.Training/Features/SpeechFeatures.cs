using System.Numerics.Tensors;
using System.Runtime.ExceptionServices;
using System.Security.Cryptography;
using System.Text;
using EmotionAI.Audio;
using EmotionAI.Evaluation.Datasets;
using EmotionAI.Training.Data;
using EmotionAI.Training.Heads;

namespace EmotionAI.Training.Features;

/// <summary>Computes what a frozen encoder makes of recordings and of their altered copies, several recordings at a time.</summary>
internal sealed class SpeechFeatures(AudioEncoder encoder, string fingerprint, SpeechHeadOptions options)
{
    /// <summary>A last window shorter than this adds more silence than speech.</summary>
    private static readonly TimeSpan ShortestWindow = TimeSpan.FromSeconds(1);

    private readonly ClipAugmenter? _augmenter = options.Augmentation is { } augmentation ? new ClipAugmenter(augmentation, options.Seed) : null;
    private readonly int _copies = options.Augmentation?.Copies ?? 0;

    /// <summary>Computes the features of recordings; those that cannot be read are left out and reported.</summary>
    /// <returns>The samples that are left, and one row for each, then one for each of their first copies, and so on.</returns>
    /// <exception cref="EmotionAIException">The time is up.</exception>
    public (IReadOnlyList<PreparedSample> Samples, FeatureMatrix Features) Compute(IReadOnlyList<PreparedSample> samples, List<DatasetProblem> problems, CancellationToken cancellationToken)
    {
        var rows = new float[samples.Count][][];
        var faults = new EmotionAIException?[samples.Count];
        var stage = new TrainingStage("clips", samples.Count, options.Progress);
        var budget = new TimeBudget(options.TimeLimit, options.CachePath);
        var done = 0;
        using var cache = FeatureCache.Open(options.CachePath, $"{fingerprint} {options.Augmentation?.Describe()} {options.Seed}", encoder.Dimensions);
        Run(samples.Count, i =>
        {
            budget.Check("clips", Volatile.Read(ref done), samples.Count);
            try
            {
                rows[i] = Rows(samples[i].Input, cache, cancellationToken);
            }
            catch (EmotionAIException e) when (e.Code != EmotionErrorCodes.LimitExceeded || e.Path != options.CachePath)
            {
                faults[i] = e;
            }

            Interlocked.Increment(ref done);
            stage.Advance();
        }, cancellationToken);
        problems.AddRange(faults.Select((fault, i) => fault is null ? null : new DatasetProblem(samples[i].Input, 0, fault.Message)).OfType<DatasetProblem>());
        int[] kept = [.. Enumerable.Range(0, samples.Count).Where(i => faults[i] is null)];
        if (kept.Length == 0)
        {
            throw new EmotionAIException(EmotionErrorCodes.InputInvalid, $"None of the {samples.Count} recordings can be read; the first: {faults[0]!.Message}", samples[0].Input);
        }

        var values = Enumerable.Range(0, _copies + 1).SelectMany(copy => kept.Select(i => (ReadOnlyMemory<float>)rows[i][copy]));
        return ([.. kept.Select(i => samples[i])], FeatureMatrix.Of([.. values]));
    }

    private void Run(int count, Action<int> work, CancellationToken cancellationToken)
    {
        try
        {
            Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = options.ThreadCount, CancellationToken = cancellationToken }, work);
        }
        catch (AggregateException e) when (e.InnerExceptions[0] is EmotionAIException or OperationCanceledException)
        {
            ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }
    }

    private float[][] Rows(string path, FeatureCache cache, CancellationToken cancellationToken)
    {
        var rows = new float[_copies + 1][];
        var hash = SHA256.HashData(ReadAll(path));
        AudioClip? clip = null;
        for (var copy = 0; copy < rows.Length; copy++)
        {
            var key = SHA256.HashData([.. hash, .. Encoding.ASCII.GetBytes(Invariant($" {copy}"))]);
            if (!cache.TryGet(key, out rows[copy]))
            {
                clip ??= AudioDecoder.Decode(path, options.Decoders, cancellationToken: cancellationToken);
                rows[copy] = Pool(copy == 0 ? clip : _augmenter!.Augment(clip, hash, copy), cancellationToken);
                cache.Add(key, rows[copy]);
            }
        }

        return rows;
    }

    private static byte[] ReadAll(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EmotionAIException(EmotionErrorCodes.FileUnreadable, $"'{path}' cannot be read: {e.Message}", path, innerException: e);
        }
    }

    /// <summary>Takes the mean over the windows of a clip that is longer than the model reads.</summary>
    private float[] Pool(AudioClip clip, CancellationToken cancellationToken)
    {
        if (encoder.MaxDuration is not { } window || clip.Duration <= window)
        {
            return encoder.Encode(clip, cancellationToken).Vector.ToArray();
        }

        var length = (int)(window.TotalSeconds * clip.SampleRate);
        var least = (int)(ShortestWindow.TotalSeconds * clip.SampleRate);
        var sum = new float[encoder.Dimensions];
        var windows = 0;
        for (var start = 0; start == 0 || clip.FrameCount - start >= least; start += length, windows++)
        {
            var samples = clip.Samples.Slice(start * clip.Channels, Math.Min(length, clip.FrameCount - start) * clip.Channels);
            TensorPrimitives.Add(sum, encoder.Encode(new AudioClip(samples, clip.SampleRate, clip.Channels), cancellationToken).Vector.Span, sum);
        }

        TensorPrimitives.Divide(sum, windows, sum);
        return sum;
    }
}
