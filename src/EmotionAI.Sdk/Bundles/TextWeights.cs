using EmotionAI.Graphs;
using EmotionAI.Models;
using EmotionAI.Text;

namespace EmotionAI.Bundles;

/// <summary>Checks the weights of a text encoder against its settings and its tokenizer.</summary>
internal static class TextWeights
{
    /// <summary>Finds the architecture that the settings name.</summary>
    /// <returns>The architecture; null where it is not supported, and a problem was added.</returns>
    public static IArchitecture? FindArchitecture(HuggingFaceConfig config, BundleProblems problems)
    {
        var modelType = config.Text("model_type");
        if (Architectures.Find(modelType) is { } architecture)
        {
            return architecture;
        }

        problems.Error(BundleProblemCodes.ModelTypeUnsupported, config.Path, "model_type", modelType is null ? "nothing" : $"'{modelType}'", $"{string.Join(", ", Architectures.TextModelTypes)} for text; any other as model.onnx in place of its weights; speech as a SpeechBrain folder, or as model.onnx with preprocessor_config.json");
        return null;
    }

    /// <summary>Checks that every weight is there that an encoder with a head asks for.</summary>
    public static void Check(HuggingFaceConfig config, ITextNetwork encoder, IHead head, WeightFiles files, BundleProblems problems)
    {
        foreach (var layers in encoder.Layers.Where(layers => layers.Count > files.Count()))
        {
            problems.Error(BundleProblemCodes.ValueInvalid, config.Path, layers.Key, Invariant($"{layers.Count}"), Invariant($"no more layers than the checkpoint has tensors, {files.Count()}"));
            return;
        }

        WrittenNetwork.Check(encoder, head, new WeightChecker(files, problems));
    }

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
