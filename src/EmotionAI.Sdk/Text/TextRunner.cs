using EmotionAI.Inference;
using EmotionAI.Models;

namespace EmotionAI.Text;

/// <summary>Runs a network on token ids: one text, or many in batches of equal length.</summary>
internal sealed class TextRunner : IDisposable, IAsyncDisposable
{
    /// <summary>So many texts are sorted by length at once, and fewer where a model reads so much that their ids would take more room than this.</summary>
    private const int Portion = 1_024;
    private const int PortionIds = 1 << 20;

    private readonly NetworkRunner _runner;
    private readonly int _batchSize;

    public TextRunner(ModelNetwork network, TextEmotionOptions options, EmotionClassifierMetadata metadata)
        : this(network, new SessionSettings(options.Threads, options.Precision, options.PrepackWeights), options.BatchSize, metadata.Labels.Count, metadata)
    {
    }

    /// <param name="network">The network.</param>
    /// <param name="settings">How it is to run.</param>
    /// <param name="batchSize">The largest number of texts of one run.</param>
    /// <param name="outputs">The number of outputs of a text.</param>
    /// <param name="metadata">The classifier whose runs are counted; null where it is none.</param>
    public TextRunner(ModelNetwork network, SessionSettings settings, int batchSize, int outputs, EmotionClassifierMetadata? metadata)
    {
        _runner = new NetworkRunner(network, settings, outputs, metadata);
        _batchSize = batchSize;
    }

    /// <summary>Gives how many texts are to be handed over at once, where each has room for so many ids.</summary>
    public int PortionOf(int maxLength) => Math.Clamp(PortionIds / maxLength, _batchSize, Portion);

    /// <summary>Runs one text.</summary>
    /// <param name="ids">Its token ids.</param>
    /// <param name="outputs">Receives the outputs.</param>
    /// <param name="cancellationToken">Ends the run early.</param>
    public void Run(ReadOnlySpan<int> ids, Span<float> outputs, CancellationToken cancellationToken) => _runner.Run(ids, new TensorShape(1, ids.Length), outputs, cancellationToken);

    /// <summary>Runs many texts.</summary>
    /// <param name="ids">The token ids, each text in a row of its own.</param>
    /// <param name="width">The room of a row.</param>
    /// <param name="lengths">The number of ids in each row.</param>
    /// <param name="outputs">Receives the outputs, text by text.</param>
    /// <param name="cancellationToken">Ends the runs early.</param>
    public void Run(int[] ids, int width, int[] lengths, float[] outputs, CancellationToken cancellationToken) => _runner.Run(
        new InputRows<int>(lengths, row => ids.AsMemory(row * width, lengths[row]), (row, count) => new TensorShape(count, lengths[row]), _ => _batchSize),
        outputs,
        cancellationToken);

    public void Dispose() => _runner.Dispose();

    public ValueTask DisposeAsync() => _runner.DisposeAsync();
}
