using EmotionAI.Text;
using EmotionAI.Training;
using EmotionAI.Training.Torch.Loading;
using EmotionAI.Training.Torch.Running;
using EmotionAI.Training.Torch.Text;
using TorchSharp;

namespace EmotionAI.Tests.Text;

public sealed class TextNetworkTests
{
    private const double Tolerance = 1e-5;

    private static readonly string[] Texts =
    [
        "I am so happy about this!", "no", "This makes me mad, and I do not know what to do about it; really, why would anyone say that to a friend of mine?", "what if it goes wrong", "love",
    ];

    [TorchTheory]
    [InlineData("bert-gelu-multi6")]
    [InlineData("bert-both-files")]
    [InlineData("bert-dataparallel")]
    [InlineData("bert-gelunew-default2-vocabonly")]
    [InlineData("bert-relu-single28-legacy")]
    [InlineData("bert-shared-strided")]
    [InlineData("bert-silu-one-f16")]
    [InlineData("bert-type1-nolimit-prefixless")]
    public void Logits_OfBert_EqualThoseOfTheSdk(string folder) => Compare(Goldens.Path("golden", "text", "models", folder));

    [SharedTorchTheory("golden/text/models/electra-same-size")]
    [InlineData("distilbert-gelu-six")]
    [InlineData("distilbert-relu-multi28-bf16")]
    [InlineData("roberta-gelu-multi28-sharded")]
    [InlineData("roberta-filesonly-short40")]
    [InlineData("xlm-roberta-single7-bf16")]
    [InlineData("xlm-roberta-spm-only")]
    [InlineData("camembert-four")]
    [InlineData("electra-factorised-two")]
    [InlineData("electra-same-size")]
    public void Logits_OfTheOtherFamilies_EqualThoseOfTheSdk(string folder) => Compare(Shared.Path("golden", "text", "models", folder));

    [TorchFact]
    public void Logits_OfTheShippedModel_EqualThoseOfTheSdk() => Compare(Goldens.Path("models", "text", "model"));

    private static void Compare(string folder)
    {
        TorchLibrary.Load();
        torch.set_num_threads(1);
        using var classifier = TextEmotionClassifier.Load(folder);
        var settings = TextSettings.Read(folder);
        using var weights = new WeightStore();
        BaseWeights.Read(folder, settings, classifier.Metadata.Labels, null, new SplitMix(1), weights);
        var network = new TextNetwork(settings, weights, 0.1);
        var ids = new int[Math.Min(24, settings.MaxLength)];
        var tokenizer = classifier.Tokenizer;
        int[][] texts = [.. Texts.Select(text => ids[..tokenizer.Encode(text, ids)]).Where(text => text.Length < ids.Length)];

        using var off = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        var found = network.Logits(TextBatch.Of(texts, settings, tokenizer.PadTokenId ?? 0), isTraining: false).data<float>().ToArray();

        var expected = Texts.Where(text => tokenizer.CountTokens(text) < ids.Length).SelectMany(text => classifier.Classify(text).Logits).ToArray();
        Assert.InRange(texts.Length, 3, Texts.Length);
        Assert.Equal(expected.Length, found.Length);
        Assert.All(expected.Zip(found), pair => Assert.InRange(Math.Abs(pair.First - pair.Second), 0, Tolerance));
    }
}
