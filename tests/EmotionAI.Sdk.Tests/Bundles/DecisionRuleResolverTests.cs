using EmotionAI.Bundles;
using EmotionAI.Inference;

namespace EmotionAI.Tests.Bundles;

public sealed class DecisionRuleResolverTests
{
    private static readonly EmotionLabels Labels = new(["joy", "fear"]);

    [Fact]
    public void Resolve_NothingSaysTheActivation_IsAProblemNeverASoftmax()
    {
        var problems = new BundleProblems("/bundle");

        Assert.Null(DecisionRuleResolver.Resolve("m", Labels, new InferenceSettings(), null, null, "model.onnx", 1, problems));
        Assert.Equal(BundleProblemCodes.ActivationUnknown, Assert.Single(problems.All).Code);
    }

    [Fact]
    public void Resolve_ModelAndSettingsDisagree_IsAProblem()
    {
        var problems = new BundleProblems("/bundle");
        var settings = new InferenceSettings { ProblemType = new(ProblemType.SingleLabel, "/bundle/inference_config.json", "problem_type") };

        Assert.Null(DecisionRuleResolver.Resolve("m", Labels, settings, ProblemType.MultiLabel, null, "config.json", 1, problems));
        Assert.Equal(BundleProblemCodes.ValuesDisagree, Assert.Single(problems.All).Code);
    }

    [Fact]
    public void Resolve_SeveralFaults_AreAllProblems()
    {
        var problems = new BundleProblems("/bundle");
        var settings = new InferenceSettings
        {
            ProblemType = new(ProblemType.SingleLabel, "/bundle/inference_config.json", "problem_type"),
            ThresholdsByLabel = new([new("nobody", 0.7)], "/bundle/inference_config.json", "thresholds"),
        };

        Assert.Null(DecisionRuleResolver.Resolve("m", Labels, settings, ProblemType.MultiLabel, null, "config.json", 1, problems));
        Assert.Equal([BundleProblemCodes.ValuesDisagree, BundleProblemCodes.ThresholdLabelUnknown], problems.All.Select(problem => problem.Code));
    }

    [Fact]
    public void Resolve_ActivationAgainstProblemType_IsAProblem()
    {
        var problems = new BundleProblems("/bundle");
        var settings = new InferenceSettings { Activation = new(Activation.Softmax, "/bundle/inference_config.json", "activation") };

        Assert.Null(DecisionRuleResolver.Resolve("m", Labels, settings, ProblemType.MultiLabel, null, "config.json", 1, problems));
        Assert.Equal("activation", Assert.Single(problems.All).Key);
    }

    [Fact]
    public void Resolve_Thresholds_ArePerClassThenGlobalThenOneHalf()
    {
        var byLabel = new InferenceSettings { ThresholdsByLabel = new([new("fear", 0.7)], "f", "thresholds"), Threshold = new(0.3, "f", "threshold") };
        var none = new InferenceSettings();

        Assert.Equal([0.3, 0.7], Resolve(byLabel, ProblemType.MultiLabel).Thresholds);
        Assert.Equal([0.5, 0.5], Resolve(none, ProblemType.MultiLabel).Thresholds);
        Assert.Empty(Resolve(none, ProblemType.SingleLabel).Thresholds);
    }

    [Fact]
    public void Resolve_ThresholdListOfWrongLength_IsAProblem()
    {
        var problems = new BundleProblems("/bundle");
        var settings = new InferenceSettings { ThresholdList = new([0.1, 0.2, 0.3], "/bundle/inference_config.json", "thresholds") };

        DecisionRuleResolver.Resolve("m", Labels, settings, ProblemType.MultiLabel, null, "config.json", 1, problems);

        Assert.Equal((BundleProblemCodes.ThresholdCount, "3 thresholds"), (Assert.Single(problems.All).Code, problems.All[0].Found));
    }

    private static DecisionRule Resolve(InferenceSettings settings, ProblemType problemType) =>
        DecisionRuleResolver.Resolve("m", Labels, settings, problemType, null, "config.json", 1, new BundleProblems("/bundle"))!;
}
