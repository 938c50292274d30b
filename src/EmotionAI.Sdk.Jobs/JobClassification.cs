using System.Text;
using EmotionAI.Answers;
using EmotionAI.Cli.Output;

namespace EmotionAI.Jobs;

/// <summary>Makes the result of each item: a line as <c>emotionai classify</c> writes it.</summary>
/// <param name="classifier">The classifier.</param>
/// <param name="read">Gives what the classifier reads: the text, or the recording behind a path.</param>
internal sealed class JobClassification<T>(IEmotionClassifier<T> classifier, Func<JobItem, IEmotionClassifier<T>, T> read)
    where T : class
{
    /// <summary>Classifies items, those of a job at once.</summary>
    public JobLine[] Classify(IReadOnlyList<JobPayload> items)
    {
        var lines = new JobLine[items.Count];
        foreach (var alike in Enumerable.Range(0, items.Count).GroupBy(i => items[i].Settings))
        {
            Classify(items, [.. alike], alike.Key, lines);
        }

        return lines;
    }

    private static JobLine LineOf(JobPayload item, EmotionPrediction? prediction, EmotionAIException? error)
    {
        using var text = new StringWriter();
        using var line = new JsonLine(text);
        var name = item.Item.Name ?? item.Item.Input;
        if (prediction is null)
        {
            line.WriteError(item.Index, name, error!.Code, error.Message, item.Passed);
        }
        else
        {
            var json = line.Begin();
            json.WriteNumber("index", item.Index);
            item.Passed?.Write(json);
            json.WriteString("input", name);
            PredictionJson.Write(json, prediction, item.Settings.AllScores, item.Settings.Logits);
            TextFactsJson.Write(json, prediction, explanation: null);
            line.End();
        }

        return new JobLine(item.Job, item.Index, Encoding.UTF8.GetBytes(text.ToString()), prediction is null);
    }

    private void Classify(IReadOnlyList<JobPayload> items, int[] chosen, JobSettings settings, JobLine[] lines)
    {
        List<(int Place, T Input)> readable = [];
        foreach (var i in chosen)
        {
            try
            {
                readable.Add((i, items[i].Item.Error is { } error ? throw error : read(items[i].Item, classifier)));
            }
            catch (EmotionAIException e)
            {
                lines[i] = LineOf(items[i], null, e);
            }
        }

        foreach (var ((place, _), (prediction, error)) in readable.Zip(BatchFaults.Outcomes(classifier, [.. readable.Select(item => item.Input)], settings.Rule)))
        {
            lines[place] = LineOf(items[place], prediction, error);
        }
    }
}
