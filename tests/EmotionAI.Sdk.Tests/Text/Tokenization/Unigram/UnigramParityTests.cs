using System.IO.Compression;
using System.Text.Json;
using EmotionAI.Text.Tokenization;
using EmotionAI.Text.Tokenization.Unigram;

namespace EmotionAI.Tests.Text.Tokenization.Unigram;

/// <summary>Compares with <c>Unigram</c> of <c>tokenizers</c>: made vocabularies with ties, positive scores, bytes, twice the same piece, and texts of their characters and others.</summary>
public sealed class UnigramParityTests
{
    [Fact]
    public void Tokenize_MadeVocabularies_GivesTheTokensOfTheReference()
    {
        using var archive = ZipFile.OpenRead(Goldens.Path("golden", "text", "unigram", "models.zip"));
        using var reader = new StreamReader(archive.GetEntry("models.jsonl")!.Open());
        var (cases, tokens) = (0, new TokenBuffer());
        while (reader.ReadLine() is { } line)
        {
            using var document = JsonDocument.Parse(line);
            var model = Build(document.RootElement.GetProperty("model"));
            foreach (var item in document.RootElement.GetProperty("cases").EnumerateArray())
            {
                var text = item.GetProperty("t").GetString()!;
                var expected = item.GetProperty("i").EnumerateArray().Zip(item.GetProperty("o").EnumerateArray(), (id, place) => (id.GetInt32(), place[0].GetInt32(), place[1].GetInt32())).ToArray();
                for (var round = 0; round < 2; round++)
                {
                    Assert.Equal(expected, Tokenize(model, text, tokens));
                }

                cases++;
            }
        }

        Assert.Equal(160 * 16, cases);
    }

    private static (int Id, int Start, int End)[] Tokenize(ITokenModel model, string text, TokenBuffer tokens)
    {
        tokens.Reset(isAligned: true, int.MaxValue);
        model.Tokenize(text, tokens);
        var found = new (int, int, int)[tokens.Count];
        for (var i = 0; i < found.Length; i++)
        {
            found[i] = (tokens.Ids[i], tokens.Starts[i], tokens.Ends[i]);
        }

        return found;
    }

    private static ITokenModel Build(JsonElement model)
    {
        var vocabulary = new Vocabulary();
        List<double> scores = [];
        foreach (var piece in model.GetProperty("vocab").EnumerateArray())
        {
            vocabulary.Add(piece[0].GetString(), scores.Count);
            scores.Add(piece[1].GetDouble());
        }

        return new UnigramDescription { Scores = [.. scores], UnknownId = model.GetProperty("unk_id").GetInt32(), ByteFallback = model.GetProperty("byte_fallback").GetBoolean() }.Build(vocabulary, "tokenizer.json");
    }
}
