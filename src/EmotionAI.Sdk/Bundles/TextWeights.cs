using EmotionAI.Graphs;
using EmotionAI.Models;
using EmotionAI.Text;

namespace EmotionAI.Bundles;

/// <summary>Checks the weights of a text encoder against its settings and its tokenizer.</summary>
internal static class TextWeights
{
    /// <summary>Checks that the table of tokens has the size that the settings say, and a row for each token.</summary>
    public static void CheckVocabulary(HuggingFaceConfig config, TextSettings text, ITextNetwork encoder, WeightFiles files, TextTokenizer? tokenizer, BundleProblems problems)
    {
        var name = encoder.Prefix + encoder.WordEmbeddings;
        if (!files.TryFind("", name, out var words) || words.Shape.Length != 2)
        {
            return;
        }

        var rows = words.Shape[0];
        if (config.OptionalSize("vocab_size") is { } size && size > 0 && size != rows)
        {
            problems.Error(BundleProblemCodes.VocabularySize, config.Path, "vocab_size", Invariant($"{size}"), Invariant($"{rows}, the rows of {name}"));
        }

        text.CheckVocabulary(tokenizer, rows, $"the rows of {name}");
    }
}
