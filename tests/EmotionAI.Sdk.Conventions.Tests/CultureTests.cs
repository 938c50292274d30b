namespace EmotionAI.Conventions;

/// <summary>Shows that what is said and written does not follow the culture of the user; calls with an overload for a culture are the analyzers' matter (CA1304 to CA1311, on for <c>src</c>).</summary>
public sealed class CultureTests
{
    [Theory]
    [InlineData("EmotionAI.Sdk.Abstractions", "EmotionAI.Sdk.Abstractions")]
    [InlineData("EmotionAI.Sdk", "EmotionAI.Sdk")]
    [InlineData("EmotionAI.Sdk.Evaluation", "EmotionAI.Sdk.Evaluation")]
    [InlineData("EmotionAI.Sdk.Cli", "emotionai")]
    [InlineData("EmotionAI.Sdk.Codecs", "EmotionAI.Sdk.Codecs")]
    [InlineData("EmotionAI.Sdk.Ffmpeg", "EmotionAI.Sdk.Ffmpeg")]
    [InlineData("EmotionAI.Sdk.NWaves", "EmotionAI.Sdk.NWaves")]
    [InlineData("EmotionAI.Sdk.Training.Torch", "EmotionAI.Sdk.Training.Torch")]
    [InlineData("EmotionAI.Sdk.Training.Cli", "emotionai-train")]
    public void Source_NumberAsText_NamesItsCulture(string project, string assembly)
    {
        string[] linked = project is "EmotionAI.Sdk.Abstractions" ? [] : ["src/Formats"];

        var found = CultureScan.Find(SourceCompilation.OfProject(project, assembly, linked));

        Assert.True(found.Count == 0, $"{found.Count} to mend with FormattableString.Invariant:\n{string.Join('\n', found)}");
    }

    [Theory]
    [InlineData("""$"{n}" """)]
    [InlineData("""$"{d:0.0}" """)]
    [InlineData("""$"{maybe}" """)]
    [InlineData("""$"{list.Count:N0}" """)]
    [InlineData("""$"{(1, d)}" """)]
    [InlineData("""$"{DateTime.UnixEpoch}" """)]
    [InlineData("""string.Concat("", $"{(n > 0 ? $"{d}" : "")}") """)]
    [InlineData(""" "a" + n """)]
    [InlineData("""string.Join(", ", list)""")]
    [InlineData("""string.Join(", ", list.Select(x => x * d))""")]
    [InlineData("""string.Concat("a", d)""")]
    [InlineData("""new ArgumentOutOfRangeException(nameof(d), d, "wrong").Message""")]
    [InlineData("""new System.Text.StringBuilder().Append(n).ToString()""")]
    [InlineData("""new System.Text.StringBuilder().AppendJoin(' ', new[] { d }).ToString()""")]
    public void Find_NumberInTheUsersCulture_IsFound(string expression) => Assert.Single(Planted(expression));

    [Theory]
    [InlineData("""FormattableString.Invariant($"{n} {d:0.0}")""")]
    [InlineData("""string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{n}")""")]
    [InlineData("""$"{list.Count} {text} {'a'} {7} {true} {(byte)n} {n:X8}" """)]
    [InlineData(""" "a" + text """)]
    [InlineData("""string.Join(", ", text, text)""")]
    [InlineData("""new System.Text.StringBuilder().Append('a', 3).Append(text, 0, 1).Append(n.ToString(System.Globalization.CultureInfo.InvariantCulture)).ToString()""")]
    public void Find_SameInEveryCulture_IsNotFound(string expression) => Assert.Empty(Planted(expression));

    private static List<string> Planted(string expression) => CultureScan.Find(SourceCompilation.OfText(
        $$"""static class C { static string M(int n, double d, double? maybe, List<int> list, string text) => {{expression}}; }"""));
}
