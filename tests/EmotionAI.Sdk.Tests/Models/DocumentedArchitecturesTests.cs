using EmotionAI.Models;

namespace EmotionAI.Tests.Models;

/// <summary>The page about checkpoints lists the architectures that there are.</summary>
public sealed class DocumentedArchitecturesTests
{
    private const string Begin = "<!-- architectures";
    private const string End = "<!-- /architectures -->";

    [Fact]
    public void Page_OfCheckpoints_ListsEveryArchitecture()
    {
        var path = Path.Combine(Goldens.Root, "..", "..", "docs", "checkpoints.md");
        var lines = File.ReadAllLines(path);
        var begin = Array.FindIndex(lines, line => line.StartsWith(Begin, StringComparison.Ordinal));
        var end = Array.IndexOf(lines, End);
        Assert.InRange(begin, 0, end);

        var expected = string.Join('\n', Table());
        Assert.True(expected == string.Join('\n', lines[(begin + 1)..end]), $"docs/checkpoints.md, between its markers, should be:\n{expected}");
    }

    [Fact]
    public void ModelTypes_OfAllArchitectures_AreFoundAndNamedOnce()
    {
        Assert.NotEmpty(Architectures.Text);
        Assert.Distinct(Architectures.TextModelTypes);
        Assert.All(Architectures.Text, architecture => Assert.All(architecture.Info.ModelTypes, type => Assert.Same(architecture, Architectures.Find(type))));
        Assert.Null(Architectures.Find("gpt2"));
        Assert.Null(Architectures.Find(null));
    }

    private static IEnumerable<string> Table() =>
    [
        "| architecture | `model_type` | names begin with | head | its rows are the labels |",
        "|---|---|---|---|---|",
        .. Architectures.Text.Select(architecture => architecture.Info).Select(info =>
            $"| {info.Name} | {string.Join(", ", info.ModelTypes.Select(type => $"`{type}`"))} | `{info.Prefix}` | {info.Head} | `{info.HeadWeight}` |"),
    ];
}
