using EmotionAI.Models;

namespace EmotionAI.Tests.Models;

/// <summary>The page about checkpoints lists the architectures that there are.</summary>
public sealed class DocumentedArchitecturesTests
{
    [Theory]
    [InlineData("architectures")]
    [InlineData("speech architectures")]
    public void Page_OfCheckpoints_ListsEveryArchitecture(string table)
    {
        var path = Path.Combine(Goldens.Root, "..", "..", "docs", "checkpoints.md");
        var lines = File.ReadAllLines(path);
        var begin = Array.FindIndex(lines, line => line.StartsWith($"<!-- {table}", StringComparison.Ordinal));
        var end = Array.IndexOf(lines, $"<!-- /{table} -->");
        Assert.InRange(begin, 0, end);

        var expected = string.Join('\n', Table(table == "architectures" ? Architectures.Text : Architectures.Audio));
        Assert.True(expected == string.Join('\n', lines[(begin + 1)..end]), $"docs/checkpoints.md, between its markers, should be:\n{expected}");
    }

    [Fact]
    public void ModelTypes_OfAllArchitectures_AreFoundAndNamedOnce()
    {
        AssertFound(Architectures.Text);
        AssertFound(Architectures.Audio);
        Assert.Distinct(Architectures.Text.ModelTypes().Concat(Architectures.Audio.ModelTypes()));
    }

    private static void AssertFound<T>(IReadOnlyList<T> architectures)
        where T : class, IArchitecture
    {
        Assert.NotEmpty(architectures);
        Assert.All(architectures, architecture => Assert.All(architecture.Info.ModelTypes, type => Assert.Same(architecture, architectures.Find(type))));
        Assert.Null(architectures.Find("gpt2"));
        Assert.Null(architectures.Find(null));
    }

    private static IEnumerable<string> Table(IEnumerable<IArchitecture> architectures) =>
    [
        "| architecture | `model_type` | names begin with | head | its rows are the labels |",
        "|---|---|---|---|---|",
        .. architectures.Select(architecture => architecture.Info).Select(info =>
            $"| {info.Name} | {string.Join(", ", info.ModelTypes.Select(type => $"`{type}`"))} | `{info.Prefix}` | {info.Head} | {string.Join(", ", info.OtherHeadWeights.Prepend(info.HeadWeight).Select(name => $"`{name}`"))} |"),
    ];
}
