using System.Buffers;
using EmotionAI.Inference;

namespace EmotionAI.Text;

/// <summary>Classifies texts that are longer than the model reads, in windows that overlap.</summary>
internal sealed class TextWindows(TextModel model, TextInputs inputs, TextRunner runner, TextEmotionOptions options)
{
    /// <summary>So many windows are run at once; of a text that has more, portion by portion.</summary>
    private const int Portion = 256;

    /// <summary>Classifies a text.</summary>
    public EmotionPrediction Classify(string input, ClassificationOptions? rule, CancellationToken cancellationToken)
    {
        var windows = model.Tokenizer.EncodeWindows(input, model.MaxLength, options.Stride);
        var labels = model.Rule.Labels.Count;
        var scores = new float[windows.Count * labels];
        for (var start = 0; start < windows.Count; start += Portion)
        {
            Run(windows, start, Math.Min(Portion, windows.Count - start), scores, cancellationToken);
        }

        Span<float> combined = new float[labels];
        WindowedScores.Combine(scores, options.Aggregate, model.Rule.ProblemType, combined);
        return ScoreDecoder.Decide(combined, model.Rule, rule, [], new InputFacts
        {
            TextQuality = inputs.Quality(input, windows.Sum(window => window.InputIds.Length)),
            Windows = [.. windows.Select((window, i) => Describe(window, scores.AsSpan(i * labels, labels))).OfType<EmotionWindow>().OrderBy(window => window.Start)],
        });
    }

    private void Run(IReadOnlyList<TokenWindow> windows, int start, int count, float[] scores, CancellationToken cancellationToken)
    {
        var labels = model.Rule.Labels.Count;
        var ids = ArrayPool<int>.Shared.Rent(count * model.MaxLength);
        var logits = ArrayPool<float>.Shared.Rent(count * labels);
        var lengths = new int[count];
        for (var i = 0; i < count; i++)
        {
            var window = windows[start + i].InputIds.Span;
            window.CopyTo(ids.AsSpan(i * model.MaxLength));
            lengths[i] = window.Length;
        }

        runner.Run(ids, model.MaxLength, lengths, logits, cancellationToken);
        for (var i = 0; i < count; i++)
        {
            ScoreDecoder.Score(logits.AsSpan(i * labels, labels), model.Rule, scores.AsSpan((start + i) * labels, labels));
        }

        ArrayPool<int>.Shared.Return(ids);
        ArrayPool<float>.Shared.Return(logits);
    }

    private EmotionWindow? Describe(TokenWindow window, ReadOnlySpan<float> scores) => TextInputs.RangeOf(window.Offsets.Span) is { } range
        ? new EmotionWindow { Start = range.Start.Value, End = range.End.Value, Scores = ScoreDecoder.Label(scores, model.Rule) }
        : null;
}
