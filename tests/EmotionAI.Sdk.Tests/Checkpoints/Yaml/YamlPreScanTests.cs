using EmotionAI.Checkpoints.Yaml;

namespace EmotionAI.Tests.Checkpoints.Yaml;

/// <summary>The scan reads only text: a bomb that gets past it is stopped by the count of tokens, so these tests look at the scan alone.</summary>
public sealed class YamlPreScanTests
{
    private const int Brackets = 5000;

    private static readonly string Bomb = new('[', Brackets);

    public static TheoryData<string> Harmless() => new()
    {
        $"# {Bomb}\na: 1\n",
        $"a: 1 # {Bomb}\n",
        $"a: '{Bomb}'\n",
        $"a: 'it''s {Bomb}'\n",
        $"a: \"\\\"{Bomb}\"\n",
        $"a: \"one\n  two {Bomb}\n  three\"\nb: 2\n",
        $"a: |\n  {Bomb}\n  {Bomb}\nb: 2\n",
        $"a: >-\n\n  {Bomb}\n\n  {Bomb}\nb: [1]\n",
        $"a: |2\n   {Bomb}\n  {Bomb}\nb: 2\n",
        $"- |\n {Bomb}\n- 2\n",
        $"a: b{Bomb}\n",
        $"a: x\n  {Bomb}\n  y\nb: 2\n",
        $"a: !new:x.Y # {Bomb}\n  b: '{Bomb}'\n",
        string.Concat(Enumerable.Range(0, 2000).Select(i => $"k{i}: [1, 2, [3]]\n")),
        string.Concat(Enumerable.Range(0, 2000).Select(i => $"- a: {i}\n  b: {{c: [d]}}\n")),
    };

    public static TheoryData<string> Hidden() => new()
    {
        $"a: {Bomb}\n",
        $"- - {Bomb}",
        $"'a': {Bomb}",
        $"\"a\": {Bomb}",
        $"a: '' \nb: {Bomb}",
        $"a: ']'\nb: {Bomb}",
        $"a: it's\nb: {Bomb}\n#'",
        $"a: x \"y\nb: {Bomb} \"",
        $"a: # '\n  {Bomb}\n# '",
        $"a: x#'\nb: {Bomb} # '",
        $"a: |\nb: {Bomb}",
        $"a:\n- |\n  x\n {Bomb}",
        $"a: &b {Bomb}",
        $"a: !c {Bomb}",
        $"a: !<c> {Bomb}",
        $"? {Bomb}",
        $"a: [']', {Bomb}",
        $"a: [\"]\", {Bomb}",
        $"a: [b, # ]\n{Bomb}",
        $"a: [b{Bomb}",
        $"--- {Bomb}",
        $"a: 1\n...\n--- {Bomb}",
        $"\u2028a: {Bomb}",
        $"a: 'x\u0085'\nb: {Bomb}",
        string.Concat(Enumerable.Repeat("[ ']', ", 1000)),
        string.Concat(Enumerable.Repeat("{a: \"}\", b: ", 1000)),
        string.Concat(Enumerable.Repeat("[ # ]\n", 1000)),
        string.Concat(Enumerable.Repeat("- ", 1000)),
        string.Concat(Enumerable.Repeat("? ", 1000)),
        string.Concat(Enumerable.Repeat("- ? ", 1000)),
        string.Concat(Enumerable.Range(0, 300).Select(level => new string(' ', level) + "a:\n")),
        string.Concat(Enumerable.Range(0, 300).Select(level => new string(' ', level) + "-\n")),
    };

    [Theory]
    [MemberData(nameof(Harmless))]
    public void Check_BracketsThatAreText_AreNotCounted(string text)
    {
        Assert.InRange(YamlPreScan.Check(text, "t.yaml", EmotionLimits.Default), 0, 4);
        YamlReader.Parse(text, "t.yaml", EmotionLimits.Default);
    }

    [Theory]
    [MemberData(nameof(Hidden))]
    public void Check_DepthBehindQuotesCommentsAndTags_IsSeen(string text)
    {
        var e = Assert.Throws<EmotionAIException>(() => YamlPreScan.Check(text, "t.yaml", EmotionLimits.Default));

        Assert.Equal(EmotionErrorCodes.LimitExceeded, e.Code);
        Assert.Throws<EmotionAIException>(() => YamlReader.Parse(text, "t.yaml", EmotionLimits.Default));
    }

    [Fact]
    public void BoundedYamlScanner_TextThatWasNotScanned_StopsAtTheBoundToo()
    {
        var e = Assert.Throws<EmotionAIException>(() => new YamlTreeBuilder("t.yaml", EmotionLimits.Default).Build(Bomb));

        Assert.Equal(EmotionErrorCodes.LimitExceeded, e.Code);
        Assert.Contains(nameof(EmotionLimits.YamlDepth), e.Message, StringComparison.Ordinal);
    }
}
