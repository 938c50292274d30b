using EmotionAI.SpeechBrain.Yaml;

namespace EmotionAI.Tests.SpeechBrain.Yaml;

public sealed class YamlReaderTests
{
    [Fact]
    public void Parse_Alias_IsTheNodeOfItsAnchor()
    {
        var root = Parse("a: &x !new:b.C\n  d: 1\ne: {f: *x}\n");

        Assert.Same(root.Entries["a"], root.Entries["e"].Entries["f"]);
        Assert.Equal("!new:b.C", root.Entries["a"].Tag);
        Assert.Equal(1, root.Aliases);
        Assert.Equal(3, root.Depth);
        Assert.Equal(1, root.Entries["a"].Line);
    }

    [Fact]
    public void Parse_Tags_AreResolvedThroughEveryWayOfWritingThem()
    {
        var root = Parse("%TAG !p! tag:yaml.org,2002:python/\n---\na: !!python/none\nb: !<tag:yaml.org,2002:python/none> x\nc: !p!none x\nd: !!str 1\n");

        Assert.Equal("tag:yaml.org,2002:python/none", root.Entries["a"].Tag);
        Assert.Equal("tag:yaml.org,2002:python/none", root.Entries["b"].Tag);
        Assert.Equal("tag:yaml.org,2002:python/none", root.Entries["c"].Tag);
        Assert.Equal("tag:yaml.org,2002:str", root.Entries["d"].Tag);
    }

    [Fact]
    public void Parse_Quotes_AreKeptApartFromPlainText()
    {
        var root = Parse("\uFEFFa: 'no'\nb: no\nc: \"n\\u00f6\"\r\nd: |\n  [[[\n  ]\n");

        Assert.False(root.Entries["a"].IsPlain);
        Assert.True(root.Entries["b"].IsPlain);
        Assert.Equal("nö", root.Entries["c"].Text);
        Assert.Equal("[[[\n]\n", root.Entries["d"].Text);
    }

    [Fact]
    public void Parse_AnchorGivenAgain_NamesTheLastNodeBeforeTheAlias()
    {
        var root = Parse("- &a 1\n- *a\n- &a 2\n- *a\n");

        Assert.Equal(["1", "1", "2", "2"], root.Items.Select(item => item.Text));
    }

    [Fact]
    public void Parse_EmptyText_IsNull()
    {
        Assert.Equal(YamlNodeKind.Scalar, Parse("# nothing\n").Kind);
        Assert.Equal("", Parse("").Text);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Parse_FlowDepth_IsBoundedExactly(bool mapping)
    {
        var (open, close) = mapping ? ("{a: ", "}") : ("[", "]");
        string Nest(int depth) => string.Concat(Enumerable.Repeat(open, depth)) + string.Concat(Enumerable.Repeat(close, depth));

        Assert.Equal(32, Parse(Nest(32)).Depth);
        Refused(Nest(33), EmotionErrorCodes.LimitExceeded, nameof(EmotionLimits.YamlDepth));
    }

    [Fact]
    public void Parse_CompactBlockDepth_IsBoundedExactly()
    {
        static string Nest(int depth) => string.Concat(Enumerable.Repeat("- ", depth)) + "x\n";

        Assert.Equal(32, Parse(Nest(32)).Depth);
        Refused(Nest(33), EmotionErrorCodes.LimitExceeded, nameof(EmotionLimits.YamlDepth));
    }

    [Fact]
    public void Parse_IndentedBlockDepth_IsBoundedExactly()
    {
        static string Nest(int depth) => string.Concat(Enumerable.Range(0, depth).Select(level => new string(' ', level) + "a:\n"));

        Assert.Equal(32, Parse(Nest(32)).Depth);
        Refused(Nest(33), EmotionErrorCodes.LimitExceeded, nameof(EmotionLimits.YamlDepth));
    }

    [Fact]
    public void Parse_DepthThroughAliases_IsBounded()
    {
        static string Chain(int links) => "a0: &a0 [x]\n" + string.Concat(Enumerable.Range(1, links).Select(i => $"a{i}: &a{i} [*a{i - 1}]\n"));

        // 31 lists in one another, below the mapping that holds them.
        Assert.Equal(32, Parse(Chain(30), new EmotionLimits { YamlAliases = 10_000 }).Depth);
        Refused(Chain(31), EmotionErrorCodes.LimitExceeded, nameof(EmotionLimits.YamlDepth), new EmotionLimits { YamlAliases = 10_000 });
    }

    [Fact]
    public void Parse_AliasCount_IsBoundedExactly()
    {
        static string Many(int count) => "a: &a 1\nb: [" + string.Join(", ", Enumerable.Repeat("*a", count)) + "]\n";

        Assert.Equal(256, Parse(Many(256)).Aliases);
        Refused(Many(257), EmotionErrorCodes.LimitExceeded, nameof(EmotionLimits.YamlAliases));
    }

    [Fact]
    public void Parse_ExpandedAliasCount_IsBoundedExactly()
    {
        // b costs 10; every *b costs 11 more.
        static string Many(int count) => "a: &a 1\nb: &b [" + string.Join(", ", Enumerable.Repeat("*a", 10)) + "]\nc: [" + string.Join(", ", Enumerable.Repeat("*b", count)) + "]\n";

        Assert.Equal(252, Parse(Many(22)).Aliases);
        Refused(Many(23), EmotionErrorCodes.LimitExceeded, nameof(EmotionLimits.YamlAliases));
    }

    [Fact]
    public void Parse_Bytes_AreBoundedExactly()
    {
        var limits = new EmotionLimits { YamlBytes = 100 };
        var text = "a: " + new string('x', 97);

        Assert.Equal(97, YamlReader.Parse(System.Text.Encoding.UTF8.GetBytes(text), "t.yaml", limits).Entries["a"].Text.Length);
        var e = Assert.Throws<EmotionAIException>(() => YamlReader.Parse(System.Text.Encoding.UTF8.GetBytes(text + "x"), "t.yaml", limits));
        Assert.Equal(EmotionErrorCodes.LimitExceeded, e.Code);
        Assert.Contains(nameof(EmotionLimits.YamlBytes), e.Message, StringComparison.Ordinal);
    }

    private static YamlNode Parse(string text, EmotionLimits? limits = null) =>
        YamlReader.Parse(System.Text.Encoding.UTF8.GetBytes(text), "t.yaml", limits ?? EmotionLimits.Default);

    private static void Refused(string text, string code, string about, EmotionLimits? limits = null)
    {
        var e = Assert.Throws<EmotionAIException>(() => Parse(text, limits));
        Assert.Equal(code, e.Code);
        Assert.Contains(about, e.Message, StringComparison.Ordinal);
    }
}
