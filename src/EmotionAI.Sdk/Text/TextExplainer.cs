using System.Buffers;
using EmotionAI.Inference;

namespace EmotionAI.Text;

/// <summary>Explains a score by occlusion: each word in turn is hidden behind the mask token, and what the score loses is its weight.</summary>
internal sealed class TextExplainer(TextModel model, TextInputs inputs, TextRunner runner)
{
    /// <summary>So many hidden words are run at once.</summary>
    private const int Portion = 256;

    public TextExplanation Explain(string input, string? label, CancellationToken cancellationToken)
    {
        inputs.Check(input);
        var ids = new int[model.MaxLength];
        var offsets = new Range[model.MaxLength];
        var length = model.Tokenizer.Encode(input, ids, offsets, out var isTruncated);
        (ids, offsets) = (ids[..length], offsets[..length]);
        var whole = Scores([ids], cancellationToken)[0];
        var index = label is null ? Array.IndexOf(whole, whole.Max()) : model.Rule.Labels.IndexOf(label);
        if (index < 0)
        {
            throw new EmotionAIException(EmotionErrorCodes.InputInvalid, $"The model '{model.Rule.ModelId}' has no label '{label}'; its labels are {string.Join(", ", model.Rule.Labels)}.");
        }

        var words = Words(input, offsets);
        var hidden = Scores([.. words.Select(word => Hide(ids, word.Tokens))], cancellationToken);
        return new TextExplanation
        {
            Input = input,
            Label = model.Rule.Labels[index],
            Score = whole[index],
            Words = [.. words.Select((word, i) => new WordWeight(word.Start, word.End, input[word.Start..word.End], whole[index] - hidden[i][index]))],
            ModelId = model.Rule.ModelId,
            IsTruncated = isTruncated,
        };
    }

    /// <summary>Gives each word the tokens that stand for a part of it; words that share a token are one.</summary>
    private static List<(int Start, int End, List<int> Tokens)> Words(string input, Range[] offsets)
    {
        var words = new List<(int Start, int End, List<int> Tokens)>();
        foreach (var span in WordSpans.Find(input))
        {
            var (start, end) = (span.Start.Value, span.End.Value);
            List<int> tokens = [.. Enumerable.Range(0, offsets.Length).Where(i => offsets[i].Start.Value < end && offsets[i].End.Value > start)];
            if (tokens.Count == 0)
            {
                continue;
            }

            if (words.Count > 0 && words[^1].Tokens.Intersect(tokens).Any())
            {
                words[^1] = (words[^1].Start, end, [.. words[^1].Tokens.Union(tokens)]);
            }
            else
            {
                words.Add((start, end, tokens));
            }
        }

        return words;
    }

    private int[] Hide(int[] ids, List<int> tokens)
    {
        var tokenizer = model.Tokenizer;
        var hidden = (int[])ids.Clone();
        foreach (var token in tokens)
        {
            hidden[token] = tokenizer.MaskTokenId ?? tokenizer.UnknownTokenId ?? tokenizer.PadTokenId ?? 0;
        }

        return hidden;
    }

    private float[][] Scores(int[][] rows, CancellationToken cancellationToken)
    {
        var labels = model.Rule.Labels.Count;
        var scores = new float[rows.Length][];
        var length = rows.Length == 0 ? 0 : rows[0].Length;
        for (var start = 0; start < rows.Length; start += Portion)
        {
            var portion = rows.AsSpan(start, Math.Min(Portion, rows.Length - start));
            var ids = ArrayPool<int>.Shared.Rent(portion.Length * length);
            var logits = ArrayPool<float>.Shared.Rent(portion.Length * labels);
            var lengths = new int[portion.Length];
            for (var i = 0; i < portion.Length; i++)
            {
                portion[i].CopyTo(ids, i * length);
                lengths[i] = length;
            }

            runner.Run(ids, length, lengths, logits, cancellationToken);
            for (var i = 0; i < portion.Length; i++)
            {
                ScoreDecoder.Score(logits.AsSpan(i * labels, labels), model.Rule, scores[start + i] = new float[labels]);
            }

            ArrayPool<int>.Shared.Return(ids);
            ArrayPool<float>.Shared.Return(logits);
        }

        return scores;
    }
}
