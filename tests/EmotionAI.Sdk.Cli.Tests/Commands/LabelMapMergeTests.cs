using System.Text.Json;

namespace EmotionAI.Cli.Tests.Commands;

/// <summary>Merges the answers of the shipped text model by <c>--label-map</c>, against figures counted here from its unmerged answers.</summary>
public sealed class LabelMapMergeTests : IDisposable
{
    private const string Rows = """
        text,label
        Thank you so much for your help!,gratitude
        I love this so much,love
        This is disgusting,disgust
        I am so angry right now,anger
        I can't believe we won!,surprise|joy
        I miss her every day,sadness
        That is really annoying,annoyance
        What do you mean by that?,confusion|curiosity
        I'm so sorry for your loss,sadness|caring
        The meeting is at nine.,neutral
        Good luck with the exam!,optimism
        I'm scared of what comes next,fear
        lol that was hilarious,amusement
        """;

    /// <summary>As <c>ekman_mapping.json</c> of GoEmotions has it, without the labels that are their own group.</summary>
    private static readonly Dictionary<string, string[]> Groups = new()
    {
        ["anger"] = ["anger", "annoyance", "disapproval"],
        ["disgust"] = ["disgust"],
        ["fear"] = ["fear", "nervousness"],
        ["joy"] = ["joy", "amusement", "approval", "excitement", "gratitude", "love", "optimism", "relief", "pride", "admiration", "desire", "caring"],
        ["sadness"] = ["sadness", "disappointment", "embarrassment", "grief", "remorse"],
        ["surprise"] = ["surprise", "realization", "confusion", "curiosity"],
        ["neutral"] = ["neutral"],
    };

    private readonly Terminal _terminal = new();
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void EvaluateText_Ekman_GivesTheFiguresCountedByHand()
    {
        var samples = Evaluate("plain").Select(line => (Truth: GroupsOf(line, "truth"), Predicted: GroupsOf(line, "labels"))).ToArray();

        Evaluate("merged", "--label-map", "ekman");

        var classes = _terminal.Json().GetProperty("per_class").EnumerateArray().ToDictionary(label => label.GetProperty("label").GetString()!);
        Assert.Equal(Groups.Keys, classes.Keys);
        foreach (var group in Groups.Keys)
        {
            var right = samples.Count(sample => sample.Truth.Contains(group) && sample.Predicted.Contains(group));
            var (truth, predicted) = (samples.Count(sample => sample.Truth.Contains(group)), samples.Count(sample => sample.Predicted.Contains(group)));
            Assert.Equal(truth, classes[group].GetProperty("support").GetInt32());
            Assert.Equal(truth + predicted == 0 ? 0 : 2.0 * right / (truth + predicted), classes[group].GetProperty("f1").GetDouble(), 1e-12);
        }

        Assert.Contains(samples, sample => sample.Truth.Contains("joy") && sample.Predicted.Contains("joy"));
        Assert.Contains("\"label_map\": \"ekman\"", File.ReadAllText(Path.Combine(_folder.File("merged"), "model_meta.json")), StringComparison.Ordinal);
    }

    [Fact]
    public void EvaluateText_MapThatIsNeitherNameNorFile_NamesWhatIsAllowed()
    {
        var model = Goldens.Path("models", "text", "model");

        Assert.Equal(ExitCode.Failure, _terminal.Run("evaluate", "text", "--model", model, "--data", _folder.Write("rows.csv", Rows), "--label-map", "plutchik"));
        Assert.Contains("--label-map is 'plutchik', which is no file; allowed: synonyms, ekman, sentiment, ravdess, or a JSON file.", _terminal.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void EvaluateText_Ekman_KeepsTheBestScoreOfEachGroup()
    {
        var plain = Evaluate("plain");

        var merged = Evaluate("merged", "--label-map", "ekman");

        Assert.All(plain.Zip(merged), pair =>
        {
            foreach (var (group, members) in Groups)
            {
                Assert.Equal(members.Max(member => ScoreOf(pair.First, member)), ScoreOf(pair.Second, group), 1e-12);
            }
        });
    }

    [Fact]
    public void EvaluateText_FileWithOtherNames_MergesByIt()
    {
        var map = Groups.SelectMany(group => group.Value.Select(label => (label, group.Key)))
            .ToDictionary(pair => pair.label, pair => pair.Key is "joy" ? "good" : pair.Key is "neutral" or "surprise" ? null : "bad");
        var file = _folder.Write("map.json", JsonSerializer.Serialize(map));

        var lines = Evaluate("merged", "--label-map", file);

        Assert.Equal(["bad", "good"], _terminal.Json().GetProperty("per_class").EnumerateArray().Select(label => label.GetProperty("label").GetString()).Order(StringComparer.Ordinal));
        Assert.Equal(2, _terminal.Json().GetProperty("left_out").GetInt32());
        Assert.Equal(11, lines.Length);
        Assert.Contains("leaves out labels of the model, whose scores go nowhere: confusion, curiosity, realization, surprise, neutral", _terminal.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Compare_Ekman_MergesBothModels()
    {
        Evaluate("merged", "--label-map", "ekman");
        var expected = _terminal.Json().GetProperty("metrics").GetProperty("macro_f1").GetDouble();
        Evaluate("plain");
        var unmerged = _terminal.Json().GetProperty("metrics").GetProperty("macro_f1").GetDouble();
        var model = Goldens.Path("models", "text", "model");

        Assert.True(_terminal.Run("compare", model, model, "--data", _folder.File("data.csv"), "--label-map", "ekman", "--resamples", "10", "--format", "json") == ExitCode.Success, _terminal.Error);

        var figures = _terminal.Json().GetProperty("differences").GetProperty("macro_f1");
        Assert.Equal(expected, figures.GetProperty("a").GetDouble(), 1e-12);
        Assert.Equal(expected, figures.GetProperty("b").GetDouble(), 1e-12);
        Assert.Equal(0, figures.GetProperty("difference").GetDouble());
        Assert.NotEqual(unmerged, expected);
    }

    private JsonElement[] Evaluate(string output, params string[] more)
    {
        var exitCode = _terminal.Run(["evaluate", "text", "--model", Goldens.Path("models", "text", "model"), "--data", _folder.Write("data.csv", Rows), "--no-mark", "--resamples", "10", "--pictures", "none", "--output", _folder.File(output), .. more]);

        Assert.True(exitCode == ExitCode.Success, _terminal.Error);
        return [.. File.ReadLines(Path.Combine(_folder.File(output), "predictions.jsonl")).Select(line => JsonDocument.Parse(line).RootElement)];
    }

    private static string[] GroupsOf(JsonElement line, string key) =>
        [.. line.GetProperty(key).EnumerateArray().Select(label => Groups.Single(group => group.Value.Contains(label.GetString()!)).Key).Distinct()];

    private static double ScoreOf(JsonElement line, string label) => line.GetProperty("scores").GetProperty(label).GetDouble();
}
