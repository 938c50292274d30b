using System.Runtime.CompilerServices;

namespace EmotionAI.Audio.Segments;

/// <summary>Takes a recording that comes in blocks to segments. The only way there is: a file and a microphone differ in the size of their blocks, and the segments do not depend on that.</summary>
/// <param name="classifier">Answers for each window.</param>
/// <param name="options">The windows, validated and copied.</param>
/// <param name="rule">The decision rule of the call, validated and copied; null for the model's own.</param>
internal sealed class SegmentMachine(IEmotionClassifier<AudioClip> classifier, SegmentOptions options, ClassificationOptions? rule)
{
    /// <summary>The decision rule of windows: a timeline reads their scores only, and gates by itself.</summary>
    private readonly ClassificationOptions _window = Ungated(rule, options.Raw ? rule?.SpeechGate ?? false : false);

    private readonly bool _isGated = rule?.SpeechGate ?? true;

    /// <summary>Runs to the end of the blocks.</summary>
    /// <exception cref="EmotionAIException">A block or a window cannot be read, or the options do not fit the model.</exception>
    public async IAsyncEnumerable<EmotionSegment> RunAsync(IAsyncEnumerable<AudioClip> blocks, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        SoundSteps? steps = null;
        SegmentLane[] lanes = [];
        var step = Array.Empty<ReadOnlyMemory<float>>();
        var isIncomplete = false;
        var ready = new Queue<EmotionSegment>();
        await foreach (var block in blocks.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            ArgumentNullException.ThrowIfNull(block, nameof(blocks));
            isIncomplete |= block.IsIncomplete;
            if (steps is null)
            {
                (steps, lanes) = Begin(block);
                step = new ReadOnlyMemory<float>[block.Channels];
            }

            steps.Add(block);
            while (steps.TryTake(step, isEnd: false))
            {
                await PassAsync(lanes, step, ready, cancellationToken).ConfigureAwait(false);
                while (ready.TryDequeue(out var segment))
                {
                    yield return segment;
                }
            }
        }

        if (steps is null)
        {
            yield break;
        }

        steps.Finish();
        while (steps.TryTake(step, isEnd: true))
        {
            await PassAsync(lanes, step, ready, cancellationToken).ConfigureAwait(false);
        }

        await FinishAsync(lanes, isIncomplete, ready, cancellationToken).ConfigureAwait(false);
        while (ready.TryDequeue(out var segment))
        {
            yield return segment;
        }
    }

    private (SoundSteps Steps, SegmentLane[] Lanes) Begin(AudioClip first)
    {
        var plan = SegmentPlan.Create(options, classifier.Metadata, first.SampleRate, _isGated);
        var steps = new SoundSteps(first, plan);
        if (options.OnlyChannel >= first.Channels)
        {
            throw new EmotionAIException(EmotionErrorCodes.InputInvalid, Invariant($"The recording has {first.Channels} channels and no channel {options.OnlyChannel}; 0 to {first.Channels - 1} are allowed."));
        }

        int?[] heard = options.OnlyChannel is { } only ? [only] : plan.IsSplit ? [.. Enumerable.Range(0, first.Channels)] : [null];
        SegmentLane[] lanes = [.. heard.Select(channel => new SegmentLane(plan, classifier.Metadata, rule, first.Channels, channel))];
        return (steps, lanes);
    }

    private async ValueTask PassAsync(SegmentLane[] lanes, ReadOnlyMemory<float>[] step, Queue<EmotionSegment> ready, CancellationToken cancellationToken)
    {
        foreach (var lane in lanes)
        {
            lane.Add(step);
            while (lane.TryCut(out var window))
            {
                lane.Answer(window, await classifier.ClassifyAsync(window.Clip, _window, cancellationToken).ConfigureAwait(false));
            }

            lane.Take(ready);
        }
    }

    private async ValueTask FinishAsync(SegmentLane[] lanes, bool isIncomplete, Queue<EmotionSegment> ready, CancellationToken cancellationToken)
    {
        foreach (var lane in lanes)
        {
            if (lane.CutLast(isIncomplete) is { } window)
            {
                lane.Answer(window, await classifier.ClassifyAsync(window.Clip, _window, cancellationToken).ConfigureAwait(false));
            }

            lane.Finish(isIncomplete);
            lane.Take(ready);
        }
    }

    private static ClassificationOptions Ungated(ClassificationOptions? rule, bool gate)
    {
        var copy = rule?.Clone() ?? new ClassificationOptions();
        copy.SpeechGate = gate;
        return copy;
    }
}
