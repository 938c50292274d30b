using EmotionAI.Inference;
using EmotionAI.Models;

namespace EmotionAI.Audio;

/// <summary>Runs a network on the features of clips: one clip, or many in batches of equal length.</summary>
internal sealed class ClipRunner : IDisposable, IAsyncDisposable
{
    /// <summary>So many values may be in work at once: 40 s of samples. An encoder computes a hundred times as many of them.</summary>
    private const long AtOnce = 640_000;

    private readonly NetworkRunner _runner;

    public ClipRunner(ModelNetwork network, SessionSettings settings, EmotionClassifierMetadata metadata) =>
        _runner = new NetworkRunner(network, settings, metadata.Labels.Count, metadata);

    /// <summary>Runs one clip.</summary>
    /// <param name="clip">Its features.</param>
    /// <param name="outputs">Receives the outputs.</param>
    /// <param name="cancellationToken">Ends the run early.</param>
    public void Run(ClipFeatures clip, Span<float> outputs, CancellationToken cancellationToken) => _runner.Run(clip.Values, ShapeOf(clip, 1), outputs, cancellationToken);

    /// <summary>Runs many clips.</summary>
    /// <param name="clips">Their features.</param>
    /// <param name="outputs">Receives the outputs, clip by clip.</param>
    /// <param name="cancellationToken">Ends the runs early.</param>
    public void Run(IReadOnlyList<ClipFeatures> clips, float[] outputs, CancellationToken cancellationToken) => _runner.Run(
        new InputRows<float>([.. clips.Select(clip => clip.Length)], row => clips[row].Memory, (row, count) => ShapeOf(clips[row], count), _ => 1, AtOnce),
        outputs,
        cancellationToken);

    public void Dispose() => _runner.Dispose();

    public ValueTask DisposeAsync() => _runner.DisposeAsync();

    private static TensorShape ShapeOf(ClipFeatures clip, int count) => new(count, clip.Shape.Second, clip.Shape.Third);
}
