using System.Text.Json;
using System.Text.RegularExpressions;
using EmotionAI.Evaluation.Artefacts;
using EmotionAI.Evaluation.Reports;
using EmotionAI.Evaluation.Runs;

namespace EmotionAI.Tests.Reports;

public sealed partial class ModelReportTests
{
    [Fact]
    public void Create_OfHostileTexts_HasNoElementOfTheirs()
    {
        var hostile = ReportExamples.Hostile;

        var page = ReportOf(ReportExamples.MultiLabel(hostile, [.. hostile]), string.Join('\n', hostile), [.. hostile]).ToHtml();

        string[] allowed =
        [
            "html", "head", "meta", "title", "style", "body", "header", "nav", "main", "section", "footer", "div", "p", "h1", "h2", "h3", "ul", "ol", "li", "dl", "dt", "dd",
            "table", "caption", "thead", "tbody", "tr", "th", "td", "figure", "figcaption", "img", "svg", "line", "rect", "blockquote", "strong", "span", "bdi", "code", "a",
        ];
        Assert.Empty(ElementNames(page).Except(allowed));
        Assert.DoesNotMatch(@"<[^>]*\son\w+=", WithoutValues(page));
        Assert.DoesNotContain(page, character => (char.IsControl(character) && character != '\n') || character is >= '\u202A' and <= '\u202E' or >= '\u2066' and <= '\u2069' or '\uFFFE');
        Assert.DoesNotMatch("&#(8234|8235|8236|8237|8238|8294|8295|8296|8297|27|0);", page);
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_WithEverything_LoadsNothing()
    {
        var page = ReportOf(
            ReportExamples.MultiLabel(["a http://example.org/x.png", "b"], "joy", "anger"),
            "![x](https://example.org/x.png) [y](https://example.org/y) <https://example.org/z> [w](javascript:alert(1)) <img src=\"https://example.org/v.png\">",
            "joy",
            "anger").ToHtml();

        Assert.All(Attributes(page, "src"), address => Assert.StartsWith("data:image/svg+xml;base64,", address, StringComparison.Ordinal));
        Assert.All(Attributes(page, "href"), address => Assert.True(address.StartsWith('#') || address.StartsWith("https://example.org/", StringComparison.Ordinal), address));
        Assert.Equal(2, Attributes(page, "href").Count(address => !address.StartsWith('#')));
        Assert.DoesNotContain("@import", page, StringComparison.Ordinal);
        Assert.DoesNotContain("url(", page, StringComparison.Ordinal);
        Assert.Contains("default-src &#39;none&#39;", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_OfAModel_NamesEveryLabelWithItsFigures()
    {
        string[] labels = [.. EmotionLabels.GoEmotions];

        var page = ModelReport.Of(ReportExamples.MultiLabel([.. labels.Select(label => $"text of {label}")], labels)).ToHtml();

        Assert.All(labels, label => Assert.Matches($"""<th scope="row"><bdi>{label}</bdi></th>\s*<td class="number">""", page));
        Assert.Matches(@"Rare labels\.</strong> Fewer than 20 texts", page);
    }

    [Fact]
    public void Create_ForAPhone_PutsF1FirstAndScalesPictures()
    {
        var page = ModelReport.Of(ReportExamples.MultiLabel(["a", "b"], "joy", "anger")).ToHtml();

        Assert.Matches(@"Figures of each label</caption>\s*<thead>\s*<tr>\s*<th scope=""col"">Label</th>\s*<th scope=""col"" class=""number"">F1</th>", page);
        Assert.Matches(@"@media \(max-width: 40rem\) \{\s*figure img\.wide, figure img\.picture \{ min-width: 0; \}", page);
    }

    [Fact]
    public void Create_OfTheSame_IsTheSame()
    {
        static string Make() => ReportOf(ReportExamples.MultiLabel(["a", "b", "c"], "joy", "anger"), "# Card\n\ntext", "joy", "anger").ToHtml();

        Assert.Equal(Make(), Make());
    }

    [Fact]
    public void Create_WithoutExamples_QuotesNothing()
    {
        var report = ModelReport.Of(ReportExamples.MultiLabel(["a secret", "another secret"], "joy", "anger"));
        report.ExampleCount = 0;

        var page = report.ToHtml();

        Assert.DoesNotContain("secret", page, StringComparison.Ordinal);
        Assert.DoesNotContain("#mistakes", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_OfRecordings_ShowsFileNamesAndNoFolders()
    {
        var measurement = ReportExamples.Measure(new EvaluatedModel
        {
            ModelId = "speech",
            Labels = new EmotionLabels(["calm", "angry"]),
            ProblemType = ProblemType.SingleLabel,
            Samples = [ReportExamples.Sample("/srv/clips/one.wav", [0], [1], [0.25, 0.75], "s-7"), ReportExamples.Sample(@"C:\data\two.wav", [1], [0], [0.875, 0.125], "s-8")],
        });

        var report = ModelReport.Of(measurement);
        report.Evaluation = new ModelMeta { SampleRate = 16_000 };

        var page = report.ToHtml();

        Assert.Contains("<code>one.wav</code>", page, StringComparison.Ordinal);
        Assert.Contains("<code>two.wav</code>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("/srv/clips", page, StringComparison.Ordinal);
        Assert.Contains("2\u00a0speakers", System.Net.WebUtility.HtmlDecode(page), StringComparison.Ordinal);
    }

    [Fact]
    public void Create_OfOtherLabels_Throws()
    {
        var measurement = ReportExamples.MultiLabel(["a"], "joy", "anger");

        Assert.Throws<InvalidOperationException>(() => ReportOf(measurement, "", "anger", "joy").ToHtml());
    }

    private static ModelReport ReportOf(ModelMeasurement measurement, string markdown, params string[] labels)
    {
        var report = ModelReport.Of(measurement);
        report.Evaluation = new ModelMeta { ModelName = labels[0], Dataset = labels[0], Split = labels[^1], Date = labels[0], WeightsSha256 = labels[0] };
        report.Model = new ModelMeta { Notes = labels[0], Others = [KeyValuePair.Create("license", JsonSerializer.SerializeToElement(labels[0])), KeyValuePair.Create("", JsonSerializer.SerializeToElement(1)), KeyValuePair.Create(labels[0], JsonSerializer.SerializeToElement(new[] { "x", labels[0] }))] };
        report.Classifier = new EmotionClassifierMetadata { ModelId = labels[0], Labels = new EmotionLabels(labels), ProblemType = ProblemType.MultiLabel, Thresholds = [.. labels.Select(_ => 0.5)], MaxLength = 128 };
        report.Kind = labels[0];
        report.ModelCard = markdown;
        return report;
    }

    private static IEnumerable<string> ElementNames(string page) => ElementName().Matches(page).Select(match => match.Groups[1].Value).Distinct();

    private static string WithoutValues(string page) => Value().Replace(page, "=\"\"");

    private static string[] Attributes(string page, string name) => [.. Regex.Matches(page, $"\\s{name}=\"([^\"]*)\"").Select(match => match.Groups[1].Value)];

    [GeneratedRegex("<([A-Za-z][^\\s>/]*)")]
    private static partial Regex ElementName();

    [GeneratedRegex("=\"[^\"]*\"")]
    private static partial Regex Value();
}
