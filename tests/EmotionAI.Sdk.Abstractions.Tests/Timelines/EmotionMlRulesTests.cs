namespace EmotionAI.Tests.Timelines;

/// <summary>Holds the writer to EmotionML 1.0, rule by rule, and the rules to files that break them.</summary>
public sealed class EmotionMlRulesTests
{
    private const string Vocabulary = """<vocabulary type="category" id="labels"><item name="calm"/><item name="sad"/></vocabulary>""";
    private const string Emotion = """<emotion expressed-through="voice"><category name="calm" value="0.5"/></emotion>""";

    private static readonly string[][] LabelSets =
    [
        ["angry", "calm"],
        ["ang", "disgust", "fearful", "happy", "sad", "surprised"],
        ["very <b>\"angry\"&\u0001", "very__b__angry___", "", "ärger ", "\ud800", "-1", "a b"],
    ];

    [Fact]
    public void Write_AnySegments_IsValid()
    {
        var random = new Random(20);
        foreach (var labels in LabelSets)
        {
            foreach (var source in (string?[])[null, "call.wav", "a b/<x>?#.wav", "https://example.com/a b.wav?x=1#t=5", "/calls/ä.wav"])
            {
                EmotionSegment[] segments =
                [
                    .. Enumerable.Range(0, 20).Select(i => MadeSegments.Spoken(i + random.NextDouble(), i + 1 + random.NextDouble(), labels[random.Next(labels.Length)], i % 3 == 0 ? null : i % 2, labels, isMock: i % 5 == 0)),
                    MadeSegments.Silent(30, 31),
                ];

                AssertValid(source, segments);
                AssertValid(source, segments[0]);
            }
        }
    }

    [Fact]
    public void Write_NothingOrSilence_IsValid()
    {
        AssertValid(null);
        AssertValid("call.wav", MadeSegments.Silent(0, 1));
    }

    [Theory]
    [InlineData("arousal", "dominance", "valence")]
    [InlineData("arousal", "pleasure", "dominance")]
    [InlineData("arousal", "pleasure", "valence")]
    [InlineData("happy", "ÄRGER", "x y")]
    public void Write_Quantities_AreValid(params string[] names) => AssertValid(
        "call.wav",
        MadeSegments.Measured(0, 1, [.. names.Select((name, i) => (name, i - 0.5f))]),
        MadeSegments.Measured(1, 2, [.. names.Select((name, i) => (name, i == 1 ? float.NaN : 1e-7f))]),
        MadeSegments.Measured(2, 3, [.. names.Select(name => (name, float.NaN))]));

    [Theory]
    [InlineData(Vocabulary + Emotion, null)]
    [InlineData(Emotion, "A set is a vocabulary")]
    [InlineData("""<vocabulary type="dimension" id="labels"><item name="calm"/></vocabulary>""" + Emotion, "A set is a vocabulary")]
    [InlineData("""<vocabulary type="category" id="labels"></vocabulary>""", "incomplete content")]
    [InlineData("""<vocabulary type="category" id="labels"><item name="a b"/></vocabulary>""", "'name' attribute is invalid")]
    [InlineData("""<vocabulary type="category" id="labels"><item name="a"/><item name="a"/></vocabulary>""", "different names")]
    [InlineData(Vocabulary + "<emotion/>", "incomplete content")]
    [InlineData(Vocabulary + """<emotion><reference uri="a.wav"/></emotion>""", "has a category")]
    [InlineData(Vocabulary + """<emotion><category name="glad" value="1"/></emotion>""", "is of its vocabulary")]
    [InlineData(Vocabulary + """<emotion><category name="calm" value="1"/><category name="calm" value="0"/></emotion>""", "occurs once")]
    [InlineData(Vocabulary + """<emotion><category name="calm" value="1.5"/></emotion>""", "'value' attribute is invalid")]
    [InlineData(Vocabulary + """<emotion><category name="calm" value="1E-07"/></emotion>""", "'value' attribute is invalid")]
    [InlineData(Vocabulary + """<emotion><category name="calm" value="NaN"/></emotion>""", "'value' attribute is invalid")]
    [InlineData(Vocabulary + """<emotion><category name="calm" confidence="2"/></emotion>""", "'confidence' attribute is invalid")]
    [InlineData(Vocabulary + """<emotion><dimension name="calm" value="1"/></emotion>""", "The vocabulary of dimension is declared")]
    [InlineData(Vocabulary + """<emotion time-ref-uri=""><category name="calm"/></emotion>""", "time-ref-uri")]
    [InlineData(Vocabulary + """<emotion duration="-1"><category name="calm"/></emotion>""", "'duration' attribute is invalid")]
    [InlineData(Vocabulary + """<emotion offset-to-start="1.5"><category name="calm"/></emotion>""", "'offset-to-start' attribute is invalid")]
    [InlineData(Vocabulary + """<emotion start="2" end="1"><category name="calm"/></emotion>""", "not before its start")]
    [InlineData(Vocabulary + """<emotion><category name="calm"/><reference uri="a.wav#t=1.5s"/></emotion>""", "media fragment")]
    [InlineData(Vocabulary + """<emotion><category name="calm"/><info/><info/></emotion>""", "one info")]
    [InlineData(Vocabulary + """<emotion><category name="calm"/><info><emotion/></info></emotion>""", "invalid child element")]
    public void Violations_File_AreFound(string content, string? violation)
    {
        var found = EmotionMlRules.Violations($"""<emotionml xmlns="http://www.w3.org/2009/10/emotionml" version="1.0" category-set="#labels">{content}</emotionml>""");

        if (violation is null)
        {
            Assert.Empty(found);
        }
        else
        {
            Assert.Contains(found, rule => rule.Contains(violation, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("""<emotionml xmlns="http://www.w3.org/2009/10/emotionml"/>""")]
    [InlineData("""<emotionml xmlns="http://www.w3.org/2009/10/emotionml" version="1.1"/>""")]
    [InlineData("""<emotionml version="1.0"/>""")]
    public void Violations_Root_AreFound(string file) => Assert.NotEmpty(EmotionMlRules.Violations(file));

    private static void AssertValid(string? source, params EmotionSegment[] segments)
    {
        using var writer = new StringWriter();
        EmotionTimeline.WriteEmotionMl(segments, writer, source);
        var file = writer.ToString();
        var violations = EmotionMlRules.Violations(file);
        Assert.True(violations.Count == 0, $"{string.Join('\n', violations)}\n{file}");
    }
}
