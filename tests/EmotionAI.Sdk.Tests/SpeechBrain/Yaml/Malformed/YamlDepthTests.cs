using EmotionAI.SpeechBrain.Yaml;

namespace EmotionAI.Tests.SpeechBrain.Yaml.Malformed;

/// <summary>Nesting of every kind is refused on a stack of 256 KiB, where a parser that goes down with it would end the process.</summary>
public sealed class YamlDepthTests
{
    private const int Brackets = 5000;
    private const int StackBytes = 256 << 10;

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
        $"a: &b {Bomb}",
        $"a: !c {Bomb}",
        $"a: !<c> {Bomb}",
        $"a: [']', {Bomb}",
        $"a: [\"]\", {Bomb}",
        $"a: [b, # ]\n{Bomb}",
        $"--- {Bomb}",
        $"\u2028a: {Bomb}",
        $"a: 'x\u0085'\nb: {Bomb}",
        string.Concat(Enumerable.Repeat("[ ']', ", 1000)),
        string.Concat(Enumerable.Repeat("{a: \"}\", b: ", 1000)),
        string.Concat(Enumerable.Repeat("[ # ]\n", 1000)),
        string.Concat(Enumerable.Repeat("- ", 1000)),
        string.Concat(Enumerable.Range(0, 300).Select(level => new string(' ', level) + "a:\n")),
        string.Concat(Enumerable.Range(0, 300).Select(level => new string(' ', level) + "-\n")),
    };

    /// <summary>What is refused for another reason before it is too deep.</summary>
    public static TheoryData<string, string> Forbidden() => new()
    {
        { $"? {Bomb}", EmotionErrorCodes.FormatUnsupported },
        { string.Concat(Enumerable.Repeat("? ", 1000)), EmotionErrorCodes.FormatUnsupported },
        { string.Concat(Enumerable.Repeat("- ? ", 1000)), EmotionErrorCodes.FormatUnsupported },
        { $"a: 1\n...\n--- {Bomb}", EmotionErrorCodes.FormatUnsupported },
        { $"a: [b{Bomb}", EmotionErrorCodes.FormatInvalid },
        { $"a:\n- |\n  x\n {Bomb}", EmotionErrorCodes.FormatInvalid },
    };

    /// <summary>Each piece is repeated up to the largest text that is allowed.</summary>
    public static TheoryData<string> Nested() =>
    [
        "[", "{", "[[", "{{", "[{", "{[", "[a: ", "{a: ", "[? ", "{? ", "[?", "[: ", "{: ", "[,[", "[\n", "{\n", "[ # [\n", "['a', ", "{'a': ",
        "[&a ", "{&a b: ", "[!a ", "{!a b: ", "[*a, ", "[<<: ", "{<<: ", "{<<: [", "[]: [", "{}: {", "[[]: ",
        "- ", "? ", ": ", "- - ", "- ? ", "? - ", "- : ", "- [", "- {", "? [", "? {", "- &a ", "- !a ", "? &a ", "? !a ",
    ];

    [Theory]
    [MemberData(nameof(Harmless))]
    public void Parse_BracketsThatAreText_AreNotCounted(string text) =>
        Assert.InRange(YamlReader.Parse(text, "t.yaml", EmotionLimits.Default).Depth, 0, 4);

    [Theory]
    [MemberData(nameof(Hidden))]
    public void Parse_DepthBehindQuotesCommentsAndTags_IsSeen(string text) =>
        Assert.Equal(EmotionErrorCodes.LimitExceeded, Refusal(text).Code);

    [Theory]
    [MemberData(nameof(Forbidden))]
    public void Parse_DepthInWhatIsForbidden_IsRefusedAsSuch(string text, string code) => Assert.Equal(code, Refusal(text).Code);

    [Theory]
    [MemberData(nameof(Nested))]
    public void Parse_NestingToTheLargestText_IsRefusedOnASmallStack(string piece)
    {
        string[] codes = [EmotionErrorCodes.LimitExceeded, EmotionErrorCodes.FormatInvalid, EmotionErrorCodes.FormatUnsupported];
        foreach (var prefix in (string[])["", "a: ", "a:\n  - ", "x: &a [b]\ny: ", "? ", "!t "])
        {
            var count = (EmotionLimits.Default.YamlBytes - prefix.Length) / piece.Length;

            Assert.Contains(Refusal(prefix + string.Concat(Enumerable.Repeat(piece, count))).Code, codes);
        }
    }

    [Fact]
    public void Parse_IndentationToTheLargestText_IsRefusedOnASmallStack()
    {
        foreach (var line in (string[])["a:", "-"])
        {
            Assert.Equal(EmotionErrorCodes.LimitExceeded, Refusal(string.Concat(Enumerable.Range(0, 350).Select(level => new string(' ', level) + line + "\n"))).Code);
        }
    }

    private static EmotionAIException Refusal(string text)
    {
        Exception? refusal = null;
        var thread = new Thread(() => refusal = Record.Exception(() => YamlReader.Parse(text, "t.yaml", EmotionLimits.Default)), StackBytes);
        thread.Start();
        thread.Join();
        return Assert.IsType<EmotionAIException>(refusal);
    }
}
