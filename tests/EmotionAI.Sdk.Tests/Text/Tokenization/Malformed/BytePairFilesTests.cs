using EmotionAI.Text;

namespace EmotionAI.Tests.Text.Tokenization.Malformed;

/// <summary><c>vocab.json</c> and <c>merges.txt</c> without a <c>tokenizer.json</c>.</summary>
public sealed class BytePairFilesTests
{
    private const string Vocabulary = """{"<s>": 0, "</s>": 1, "a": 2, "b": 3, "ab": 4, "Ġ": 5}""";

    [Theory]
    [InlineData("[]", "a b\n", "'vocab.json' is not a JSON object.")]
    [InlineData("{}", "a b\n", "'vocab.json' is empty; it holds tokens and ids.")]
    [InlineData("{", "a b\n", "'vocab.json' is not JSON")]
    [InlineData("{\"a\": -1}", "a b\n", "'vocab.json', [\"a\"]: found -1; allowed: a whole number")]
    [InlineData(Vocabulary, "#version: 0.2\na b\nab\n", "'merges.txt', line 3: found 'ab'; allowed: two tokens with a blank between them.")]
    [InlineData(Vocabulary, "a b a\n", "'merges.txt', line 1: found 'a b a'")]
    [InlineData(Vocabulary, "a x\n", "merges[0]: found 'a x'; allowed: two tokens of the vocabulary")]
    [InlineData("{\"a\": 0, \"b\": 1, \"ab\": 2}", "a b\n", "'vocab.json' has no token")]
    public void Load_FileThatIsNotValid_IsRefused(string vocabulary, string merges, string expected)
    {
        using var folder = Folder(vocabulary, merges);

        Assert.Contains(expected, Assert.Throws<EmotionAIException>(() => TextTokenizer.Load(folder.Path)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("#version: 0.2\na b\n")]
    [InlineData("#version: 0.2\r\na b\r\n\r\n")]
    [InlineData("a b")]
    public void Encode_MergesOfAnyForm_AreTaken(string merges)
    {
        using var folder = Folder(Vocabulary, merges);
        var tokenizer = TextTokenizer.Load(folder.Path);
        var ids = new int[8];

        Assert.Equal([0, 4, 5, 2, 1], ids[..tokenizer.Encode("ab a", ids)]);
        Assert.Equal((0, 1, 2), (tokenizer.ClassifierTokenId, tokenizer.SeparatorTokenId, tokenizer.AddedTokenCount));
    }

    private static TemporaryFolder Folder(string vocabulary, string merges)
    {
        var folder = new TemporaryFolder();
        folder.Write("vocab.json", vocabulary);
        folder.Write("merges.txt", merges);
        folder.Write("config.json", """{"model_type": "roberta"}""");
        return folder;
    }
}
