using System.Runtime.CompilerServices;
using EmotionAI.Audio;
using EmotionAI.Cli.Input;
using EmotionAI.Cli.Output;

namespace EmotionAI.Cli.Running;

/// <summary>Takes recordings through a model window by window, and writes segments while it does; a recording that fails leaves the others alone.</summary>
internal sealed class SegmentRun(IEmotionClassifier<AudioClip> classifier, SegmentOptions segments, ClassificationOptions rule, IReadOnlyList<IAudioDecoder> decoders, ISegmentWriter writer, ProgressLine progress, CommandConsole console)
{
    private readonly PartialInputCount _partial = new(console, "recordings");

    /// <summary>Gets or sets what takes all segments of a recording, with its name; null for nobody, and then they are not kept.</summary>
    public Action<string, IReadOnlyList<EmotionSegment>>? Finished { get; init; }

    /// <summary>Runs to the end of the recordings.</summary>
    /// <returns>Whether no recording failed.</returns>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public bool Run(IReadOnlyList<InputItem<string>> paths, CancellationToken cancellationToken)
    {
        var succeeded = true;
        try
        {
            foreach (var item in paths)
            {
                cancellationToken.ThrowIfCancellationRequested();
                succeeded &= Process(item, cancellationToken);
            }
        }
        finally
        {
            progress.Clear();
            writer.Finish();
            _partial.Write(classifier.Metadata);
        }

        return succeeded;
    }

    private bool Process(InputItem<string> item, CancellationToken cancellationToken)
    {
        var name = RawNames.Display(item.Name);
        writer.Begin(item.Index, name, item.Passed);
        try
        {
            var found = AudioPlace.Read(
                item.Value ?? throw item.Error!,
                console,
                stream => Process(AudioDecoder.DecodeBlocksAsync(stream, decoders, null, cancellationToken), name, cancellationToken),
                path => Process(AudioDecoder.DecodeBlocksAsync(path, decoders, null, cancellationToken), name, cancellationToken));
            Finished?.Invoke(item.Value, found);
            writer.End();
            return true;
        }
        catch (EmotionAIException e)
        {
            progress.Clear();
            writer.Write(e);
            return false;
        }
    }

    private List<EmotionSegment> Process(IAsyncEnumerable<AudioClip> blocks, string name, CancellationToken cancellationToken)
    {
        List<EmotionSegment> found = [];
        var isEmpty = true;
        foreach (var segment in classifier.ClassifySegmentsAsync(WatchAsync(blocks, name, cancellationToken), segments, rule, cancellationToken).ToBlockingEnumerable(cancellationToken))
        {
            isEmpty = false;
            progress.Clear();
            writer.Write(segment);
            progress.Advance(1);
            if (Finished is not null)
            {
                found.Add(segment);
            }
        }

        return isEmpty ? throw new EmotionAIException(EmotionErrorCodes.InputInvalid, "The recording is empty; at least one sample is needed.") : found;
    }

    /// <summary>Tells what the last block says of the whole.</summary>
    private async IAsyncEnumerable<AudioClip> WatchAsync(IAsyncEnumerable<AudioClip> blocks, string name, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var isIncomplete = false;
        await foreach (var block in blocks.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            isIncomplete |= block.IsIncomplete;
            foreach (var warning in block.Warnings)
            {
                console.Tell($"warning: {name}: {warning}.");
            }

            yield return block;
        }

        _partial.Add(isTruncated: false, isIncomplete);
    }
}
