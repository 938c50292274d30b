using EmotionAI.Audio;
using EmotionAI.Cli.Input;
using EmotionAI.Cli.Output;
using EmotionAI.Text;

namespace EmotionAI.Cli.Running;

/// <summary>Takes inputs to the model portion by portion and writes the results in their order; an input that fails leaves the others alone.</summary>
internal sealed class ClassificationRun<T>(IEmotionClassifier<T> classifier, ClassificationOptions options, IResultWriter writer, ProgressLine progress, PartialInputCount partial, Func<T, EmotionPrediction, TextExplanation>? explain = null, Func<T, VoiceDescriptors>? describe = null)
    where T : class
{
    /// <summary>Runs to the end of the inputs.</summary>
    /// <param name="source">The inputs.</param>
    /// <param name="cancellationToken">Ends the run after the portion under way.</param>
    /// <returns>Whether no input failed.</returns>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public bool Run(IInputSource<T> source, CancellationToken cancellationToken)
    {
        var succeeded = true;
        try
        {
            while (true)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var items = source.Read();
                if (items.Count == 0)
                {
                    break;
                }

                succeeded &= Process(items);
                progress.Advance(items.Count);
            }
        }
        finally
        {
            progress.Clear();
            writer.Finish();
            partial.Write(classifier.Metadata);
        }

        return succeeded;
    }

    private bool Process(IReadOnlyList<InputItem<T>> items)
    {
        var outcomes = new (EmotionPrediction? Prediction, EmotionAIException? Error)[items.Count];
        Classify(items, outcomes);
        var succeeded = true;
        for (var i = 0; i < items.Count; i++)
        {
            var item = items[i];
            Describe(item, ref outcomes[i], out var descriptors);
            if (outcomes[i].Prediction is { } prediction)
            {
                partial.Add(prediction);
                writer.Write(item.Index, item.Name, prediction, item.Passed, explain?.Invoke(item.Value!, prediction), descriptors);
            }
            else
            {
                succeeded = false;
                writer.Write(item.Index, item.Name, outcomes[i].Error ?? item.Error!, item.Passed);
            }
        }

        writer.Flush();
        return succeeded;
    }

    /// <summary>Describes the voice of an item that was classified, where that was asked; what cannot be described has failed.</summary>
    private void Describe(InputItem<T> item, ref (EmotionPrediction? Prediction, EmotionAIException? Error) outcome, out VoiceDescriptors? descriptors)
    {
        descriptors = null;
        try
        {
            descriptors = outcome.Prediction is null ? null : describe?.Invoke(item.Value!);
        }
        catch (EmotionAIException e)
        {
            outcome = (null, e);
        }
    }

    /// <summary>Classifies what can be read at once; an input at fault fails alone.</summary>
    private void Classify(IReadOnlyList<InputItem<T>> items, (EmotionPrediction? Prediction, EmotionAIException? Error)[] outcomes)
    {
        int[] readable = [.. Enumerable.Range(0, items.Count).Where(i => items[i].Value is not null)];
        foreach (var (i, outcome) in readable.Zip(BatchFaults.Outcomes(classifier, Array.ConvertAll(readable, i => items[i].Value!), options)))
        {
            outcomes[i] = outcome;
        }
    }
}
