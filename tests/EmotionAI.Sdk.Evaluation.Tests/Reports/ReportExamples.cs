using EmotionAI.Evaluation.Bootstrap;
using EmotionAI.Evaluation.Runs;

namespace EmotionAI.Tests.Reports;

/// <summary>Makes small measurements to report on.</summary>
internal static class ReportExamples
{
    /// <summary>Gets texts and names that try to be markup, scripts, attributes, control sequences or a change of direction.</summary>
    public static IReadOnlyList<string> Hostile { get; } =
    [
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "</blockquote></style></title><svg onload=alert(1)>",
        "\u202Egnp.exe\u202C \u2066over\u2069 \u0000\u0007\u001B[31m\u0085",
        "\uD800 alone, \uFFFE, &lt;b&gt; &#60;i&#62; <!-- --> ]]>",
        "javascript:alert(1) ' ` ${x} {{y}}",
    ];

    /// <summary>Makes a multi-label measurement with one sample a text.</summary>
    public static ModelMeasurement MultiLabel(IReadOnlyList<string> texts, params string[] labels) => Measure(new EvaluatedModel
    {
        ModelId = "example",
        Labels = new EmotionLabels(labels),
        ProblemType = ProblemType.MultiLabel,
        Thresholds = [.. labels.Select(_ => 0.5)],
        Samples = [.. texts.Select((text, i) => Sample(text, [i % labels.Length], [(i + 1) % labels.Length], [.. labels.Select((_, label) => label == (i + 1) % labels.Length ? 0.75 : 0.25)]))],
    });

    public static ModelMeasurement Measure(EvaluatedModel model) => ModelMeasurement.Compute(model, new BootstrapOptions { Resamples = 20 });

    public static EvaluatedSample Sample(string input, int[] truth, int[] predicted, double[] scores, string? speaker = null) =>
        new() { Input = input, Truth = truth, Predicted = predicted, Scores = scores, Speaker = speaker };
}
