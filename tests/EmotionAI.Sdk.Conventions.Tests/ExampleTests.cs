using System.Net;
using System.Text.RegularExpressions;

namespace EmotionAI.Conventions;

/// <summary>Every example in the documentation comments compiles, given what it takes for granted: a text, answers, an application.</summary>
public sealed partial class ExampleTests
{
    private const string Usings =
        "using EmotionAI; using EmotionAI.Audio; using EmotionAI.Batching; using EmotionAI.Bundles; using EmotionAI.DependencyInjection; using EmotionAI.Evaluation.Artefacts; using EmotionAI.Evaluation.Datasets; using EmotionAI.Evaluation.Plots; using EmotionAI.Evaluation.Reports; using EmotionAI.Evaluation.Runs; using EmotionAI.Evaluation.Thresholds; using EmotionAI.Evaluation.Timelines; using EmotionAI.Extensions.AI; using EmotionAI.Mocks; using EmotionAI.Multimodal; using EmotionAI.Server; using EmotionAI.Text; using EmotionAI.Training.Data; using EmotionAI.Training.Heads; using EmotionAI.Training.Torch; using EmotionAI.Training.Writing; using Microsoft.Extensions.AI;";

    private static readonly Dictionary<string, string> Given = new()
    {
        ["builder"] = "var builder = WebApplication.CreateBuilder(args);",
        ["app"] = "var app = WebApplication.CreateBuilder(args).Build();",
        ["stopping"] = "var stopping = CancellationToken.None;",
        ["text"] = "var text = args[0];",
        ["texts"] = "IReadOnlyList<string> texts = args;",
        ["tensors"] = "NamedTensor[] tensors = [new(\"classifier.bias\", [2], new float[2])];",
        ["samples"] = "var samples = new float[16_000];",
        ["classifier"] = "using IEmotionClassifier<string> classifier = new MockTextEmotionClassifier();",
        ["speechClassifier"] = "using IEmotionClassifier<AudioClip> speechClassifier = new MockAudioEmotionClassifier();",
        ["segments"] = "IReadOnlyList<EmotionSegment> segments = [];",
        ["prediction"] = "var prediction = new MockTextEmotionClassifier().Classify(args[0]);",
        ["evaluated"] = "var evaluated = PredictionsFile.Read(args[0], new PredictionsOptions { Labels = EmotionLabels.GoEmotions });",
        ["other"] = "var other = PredictionsFile.Read(args[1], new PredictionsOptions { Labels = EmotionLabels.GoEmotions });",
    };

    public static TheoryData<string, string> Examples
    {
        get
        {
            var examples = new TheoryData<string, string>();
            foreach (var (file, code) in All)
            {
                examples.Add(file, code);
            }

            return examples;
        }
    }

    private static IEnumerable<(string File, string Code)> All =>
        from file in Repository.CSharpFiles("src")
        from example in Example().Matches(Repository.Read(file))
        select (file, WebUtility.HtmlDecode(CommentMark().Replace(example.Groups[1].Value, "")).Trim());

    [Theory]
    [MemberData(nameof(Examples))]
    public void Example_OfEachType_Compiles(string file, string code)
    {
        var given = Given.Where(item => Regex.IsMatch(code, $@"\b{item.Key}\b") && !Regex.IsMatch(code, $@"(var|>) {item.Key}\b") && !Regex.IsMatch(code, $@"EmotionClassifier(<string>)? {item.Key}\b")).Select(item => item.Value);
        // The warnings are of usings and locals that one example does not use.
        var faults = ConsoleApplication.Compile($"{Usings}\n_ = args;\n{string.Join('\n', given)}\n{code}", ["EmotionAI.Sdk", "EmotionAI.Sdk.Codecs", "EmotionAI.Sdk.Ffmpeg", "EmotionAI.Sdk.NWaves", "NWaves", "EmotionAI.Sdk.Evaluation", "EmotionAI.Sdk.Extensions.AI", "EmotionAI.Sdk.Server", "EmotionAI.Sdk.Training", "EmotionAI.Sdk.Training.Torch", "Microsoft.Extensions.AI.Abstractions"], isWeb: true).Where(fault => fault.Contains("error", StringComparison.Ordinal));

        Assert.True(!faults.Any(), $"{file}:\n{string.Join('\n', faults)}");
    }

    [Fact]
    public void Example_OfTheMainTypes_IsThere() => Assert.True(All.Count() >= 25, $"{All.Count()} examples");

    [GeneratedRegex(@"<example>\s*(?:///\s*)?<code>(.*?)</code>", RegexOptions.Singleline)]
    private static partial Regex Example();

    [GeneratedRegex(@"^\s*/// ?", RegexOptions.Multiline)]
    private static partial Regex CommentMark();
}
