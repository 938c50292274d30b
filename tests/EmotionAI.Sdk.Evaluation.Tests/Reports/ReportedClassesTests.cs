using EmotionAI.Evaluation.Artefacts;
using EmotionAI.Evaluation.Metrics;
using EmotionAI.Evaluation.Reports;

namespace EmotionAI.Tests.Reports;

public sealed class ReportedClassesTests
{
    [Theory]
    [InlineData(17, 1000)]
    [InlineData(4, 1000)]
    [InlineData(2, 40)]
    [InlineData(2, 5000)]
    public void Of_FiguresOfSomeDigits_FindsTheCountsBehindThem(int digits, int samples)
    {
        var random = new Random(7);
        for (var i = 0; i < 500; i++)
        {
            var counts = new BinaryCounts(random.Next(1, samples), random.Next(samples), random.Next(samples), TrueNegatives: 0);

            var found = Assert.Single(ReportedClasses.Of(ReportOf(counts, digits), "report.csv")).Counts;

            Assert.Equal(counts.Support, found.Support);
            var tolerance = digits == 17 ? 0 : Math.Pow(10, -digits);
            Assert.Equal(counts.Precision, found.Precision, tolerance * 2);
            Assert.Equal(counts.Recall, found.Recall, tolerance * 2);
            Assert.Equal(counts.F1, found.F1, tolerance * 2);
        }
    }

    [Fact]
    public void Of_LabelNeverFound_KeepsItsSupport()
    {
        var found = Assert.Single(ReportedClasses.Of(ReportOf(new BinaryCounts(0, 5, 3, 0), 17), "report.csv"));

        Assert.Equal((3, 0d), (found.Support, found.F1));
    }

    private static ClassificationReport ReportOf(BinaryCounts counts, int digits)
    {
        double Rounded(double figure) => digits == 17 ? figure : Math.Round(figure, digits);
        return new ClassificationReport { Classes = [new ReportRow("joy", Rounded(counts.Precision), Rounded(counts.Recall), Rounded(counts.F1), counts.Support)] };
    }
}
