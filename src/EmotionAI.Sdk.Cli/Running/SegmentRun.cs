using System.Runtime.CompilerServices;
using EmotionAI.Audio;
using EmotionAI.Cli.Input;
using EmotionAI.Cli.Output;

namespace EmotionAI.Cli.Running;

/// <summary>Takes recordings through a model window by window, and writes segments while it does; a recording that fails leaves the others alone.</summary>
internal sealed class SegmentRun(IEmotionClassifier<AudioClip> classifier, SegmentOptions segments, ClassificationOptions rule, IReadOnlyList<IAudioDecoder> decoders, ISegmentWriter writer, ProgressLine progress, CommandConsole console)
{
    private readonly PartialInputCount _partial = new(console, "recordings");

    /// <summary>Gets or sets what takes all segments of a recording, with its name, and what the voice is like in each where that was asked; null for nobody, and then they are not kept.</summary>
    public Action<string, IReadOnlyList<EmotionSegment>, IReadOnlyList<VoiceDescriptors>>? Finished { get; init; }

    /// <summary>Gets or sets whether the voice is described segment by segment.</summary>
    public bool DescribesVoices { get; init; }

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
            var (found, voices) = AudioPlace.Read(
                item.Value ?? throw item.Error!,
                console,
                stream => Process(AudioDecoder.DecodeBlocksAsync(stream, decoders, null, cancellationToken), name, cancellationToken),
                path => Process(AudioDecoder.DecodeBlocksAsync(path, decoders, null, cancellationToken), name, cancellationToken));
            Finished?.Invoke(item.Value, found, voices);
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

    private (List<EmotionSegment> Segments, List<VoiceDescriptors> Voices) Process(IAsyncEnumerable<AudioClip> blocks, string name, CancellationToken cancellationToken)
    {
        List<EmotionSegment> found = [];
        List<VoiceDescriptors> described = [];
        var voices = DescribesVoices ? new SegmentVoices(segments) : null;
        var isEmpty = true;
        foreach (var segment in classifier.ClassifySegmentsAsync(WatchAsync(blocks, name, voices, cancellationToken), segments, rule, cancellationToken).ToBlockingEnumerable(cancellationToken))
        {
            isEmpty = false;
            progress.Clear();
            var voice = voices?.Describe(segment, cancellationToken);
            writer.Write(segment, voice);
            progress.Advance(1);
            if (Finished is not null)
            {
                found.Add(segment);
                described.AddRange(voice is null ? [] : [voice]);
            }
        }

        return isEmpty ? throw new EmotionAIException(EmotionErrorCodes.InputInvalid, "The recording is empty; at least one sample is needed.") : (found, described);
    }

    /// <summary>Tells what the last block says of the whole, and lets the sound be held for descriptors.</summary>
    private async IAsyncEnumerable<AudioClip> WatchAsync(IAsyncEnumerable<AudioClip> blocks, string name, SegmentVoices? voices, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var isIncomplete = false;
        await foreach (var block in blocks.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            isIncomplete |= block.IsIncomplete;
            foreach (var warning in block.Warnings)
            {
                console.Tell($"warning: {name}: {warning}.");
            }

            voices?.Add(block);
            yield return block;
        }

        _partial.Add(isTruncated: false, isIncomplete);
    }
}
