namespace EmotionAI.Training.Torch.Running;

/// <summary>Puts samples into batches: in a random order, sorted by length within windows of 50 batches so that little is padded, the batches in a random order.</summary>
/// <param name="lengths">The length of each sample.</param>
/// <param name="batchSize">The number of samples of a batch.</param>
/// <param name="seed">The seed.</param>
internal sealed class BatchPlan(IReadOnlyList<int> lengths, int batchSize, long seed)
{
    private const int WindowBatches = 50;
    private const ulong Stream = 1;

    private int _epoch = -1;
    private int[][] _batches = [];

    /// <summary>Gets the number of batches of an epoch.</summary>
    public int Count => (lengths.Count + batchSize - 1) / batchSize;

    /// <summary>Gives the samples of a step, whichever were asked for before.</summary>
    public int[] Of(int step)
    {
        if (step / Count != _epoch)
        {
            _epoch = step / Count;
            _batches = Epoch(_epoch);
        }

        return _batches[step % Count];
    }

    private int[][] Epoch(int epoch)
    {
        var random = SplitMix.Of(seed, Stream, (ulong)epoch);
        int[] order = [.. Enumerable.Range(0, lengths.Count)];
        random.Shuffle<int>(order);
        int[][] batches = [.. order.Chunk(WindowBatches * batchSize).SelectMany(window => window.OrderByDescending(sample => lengths[sample]).Chunk(batchSize))];
        random.Shuffle<int[]>(batches);
        return batches;
    }
}
