using System.Text.Json;

namespace EmotionAI.Cli.Tests.Commands;

/// <summary>Decides predictions by every form of settings that the goldens have, that <c>calibrate</c> writes, and that people write.</summary>
public sealed class PredictionsConfigTests : IDisposable
{
    private readonly Terminal _terminal = new();
    private readonly TemporaryFolder _folder = new();

    /// <summary>Each accepts joy from 0.2 and anger from 0.7 on.</summary>
    public static TheoryData<string> Forms => new(
        """{"joy":0.2,"anger":0.7}""",
        "[0.2,0.7]",
        """{"threshold":null,"thresholds":{"joy":0.2,"anger":0.7},"top_k":null}""",
        """{"threshold":0.7,"thresholds":{"joy":0.2}}""",
        """{"global_threshold":0.2,"per_class_thresholds":{"anger":0.7},"top_k":2,"max_len":128,"problem":"multi_label"}""",
        """{"thresholds":[0.2,0.7],"problem_type":"multi_label_classification","activation":"sigmoid"}""",
        """{"comment":"fitted on dev","thresholds":[0.2,0.7]}""",
        """{"model":"m","method":"thresholds, guarded, for macro-f1","num_samples":9,"dev":{"macro_f1":{"before":0.1,"after":0.2}},"per_class":[{"label":"anger","threshold":0.7,"f1_before":0.1},{"label":"joy","threshold":0.2}],"remarks":[],"cross_validation":{}}""");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Forms))]
    public void Run_EveryForm_DecidesByItsThresholds(string config)
    {
        Assert.Equal((ExitCode.Success, "multi_label", "joy|;joy|anger;anger|"), Decide(config));
    }

    [Theory]
    [InlineData("0.7", "|;anger|;anger|")]
    [InlineData("""{"threshold":0.65}""", "|;anger|;anger|")]
    [InlineData("""{"threshold":0.2,"top_k":1}""", "anger|;anger|;anger|")]
    [InlineData("""{"joy":0.2}""", "joy|anger;joy|anger;anger|")]
    public void Run_OtherThresholds_DecideOtherwise(string config, string expected) => Assert.Equal((ExitCode.Success, "multi_label", expected), Decide(config));

    [Theory]
    [InlineData("""{"treshold":0.3}""", "treshold", "is threshold meant?")]
    [InlineData("""{"Thresholds":{"joy":0.2}}""", "Thresholds", "is thresholds meant?")]
    [InlineData("""{"threshold":0.5,"thresholds_":null}""", "thresholds_", "is thresholds meant?")]
    [InlineData("""{"thresolds":"0.3"}""", "thresolds", "is thresholds meant?")]
    [InlineData("""{"threshold":0.5,"problem_tpye":"multi_label_classification"}""", "problem_tpye", "is problem_type meant?")]
    [InlineData("""{"threshold":0.5,"topk":1}""", "topk", "is top_k meant?")]
    [InlineData("""{"threshold":0.5,"cut":0.3}""", "cut", "no effect")]
    [InlineData("""{"joy":0.2,"angr":0.7}""", "thresholds", "'angr'")]
    [InlineData("""{"jo":0.2,"angr":0.7}""", "jo", "no effect")]
    [InlineData("[0.2]", "thresholds", "1 thresholds")]
    [InlineData("1e400", "threshold", "a number from 0 to 1")]
    [InlineData("""{"joy":0.2,"anger":1e400}""", "thresholds.anger", "a number from 0 to 1")]
    [InlineData("""{"joy":0.2,"anger":"0.7"}""", "thresholds.anger", "a number from 0 to 1")]
    [InlineData("""{"score_scale":1e400}""", "score_scale", "1e-6 to 1e6")]
    [InlineData("""{"problem_type":"regression"}""", "problem_type", "accepts no labels")]
    [InlineData("""{"activation":"none"}""", "activation", "accepts no labels")]
    [InlineData("\"0.5\"", "inference_config.json", "an object")]
    public void Run_SettingWithAFault_IsNamed(string config, string key, string mention)
    {
        Assert.Equal(ExitCode.Failure, Decide(config).ExitCode);

        Assert.Contains(key, _terminal.Error, StringComparison.Ordinal);
        Assert.Contains(mention, _terminal.Error, StringComparison.Ordinal);
        Assert.Empty(_terminal.Output);
    }

    [Fact]
    public void Run_GoldenThresholds_AreTheSameByLabelAndInTheConfig()
    {
        var source = Goldens.Path("golden", "evaluation", "artefacts", "source");
        var model = Goldens.Path("golden", "evaluation", "artefacts", "models", "text", "eval_test");
        using var thresholds = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(source, "text_thresholds.json")));
        var labels = _folder.Write("labels.json", JsonSerializer.Serialize(thresholds.RootElement.EnumerateObject().Select(property => property.Name)));
        string[] arguments = ["evaluate", "predictions", "--input", Path.Combine(source, "text_scores.npy"), "--truth", Path.Combine(source, "text_y_true.npy"), "--labels", labels, "--resamples", "5", "--config"];

        foreach (var config in (string[])[Path.Combine(source, "text_thresholds.json"), Path.Combine(model, "inference_config.json")])
        {
            Assert.Equal(ExitCode.Success, _terminal.Run([.. arguments, config]));

            var expected = OverallFigures.Read(Path.Combine(model, "metrics_overall.json"));
            Assert.All((string[])["macro_f1", "micro_f1"], name => Assert.Equal(expected[name], _terminal.Json().GetProperty("metrics").GetProperty(name).GetDouble(), 12));
        }
    }

    [Fact]
    public void Run_WhatCalibrateWroteForThresholds_DecidesAlike()
    {
        TinyTextModel.Write(_folder.File("model"));
        var data = _folder.Write("dev.csv", "text,label\nhi good,joy\nbad,sadness\ngood hi,joy\nbad bad,sadness\n");
        Assert.Equal(ExitCode.Success, _terminal.Run("calibrate", "--model", _folder.File("model"), "--data", data, "--scheme", "global", "--output", _folder.File("tuned")));
        var labels = _folder.Write("two.json", """["joy","sadness"]""");
        var input = _folder.Write("p.csv", "y_true,p_joy,p_sadness\njoy,.9,.5\nsadness,.5,.9\njoy,.51,.5\n");

        var outputs = ((string[])["inference_config.json", "calibration.json"]).Select(name =>
        {
            Assert.Equal(ExitCode.Success, _terminal.Run("evaluate", "predictions", "--input", input, "--labels", labels, "--name", "m", "--config", Path.Combine(_folder.File("tuned"), name)));
            return _terminal.Output;
        }).ToArray();

        Assert.Equal(outputs[0], outputs[1]);
    }

    [Fact]
    public void Run_WhatCalibrateWroteForATemperature_ScalesLogitsAlike()
    {
        TinyTextModel.Write(_folder.File("model"));
        var config = Path.Combine(_folder.File("model"), "config.json");
        File.WriteAllText(config, File.ReadAllText(config).Replace("multi_label", "single_label", StringComparison.Ordinal));
        var data = _folder.Write("dev.csv", "text,label\nhi good,joy\nbad,sadness\ngood hi,sadness\nbad bad,joy\n");
        Assert.Equal(ExitCode.Success, _terminal.Run("calibrate", "--model", _folder.File("model"), "--data", data, "--output", _folder.File("tuned")));
        var labels = _folder.Write("two.json", """["joy","sadness"]""");
        var input = _folder.Write("p.csv", "y_true,logit_joy,logit_sadness\njoy,3,-1\nsadness,2,4\njoy,0,0.5\n");

        var outputs = ((string[])["inference_config.json", "calibration.json"]).Select(name =>
        {
            Assert.Equal(ExitCode.Success, _terminal.Run("evaluate", "predictions", "--input", input, "--labels", labels, "--name", "m", "--logits", "--config", Path.Combine(_folder.File("tuned"), name)));
            return _terminal.Json().GetProperty("metrics").GetProperty("log_loss").GetDouble();
        }).ToArray();

        Assert.Equal(outputs[0], outputs[1]);
        _terminal.Run("evaluate", "predictions", "--input", input, "--labels", labels, "--name", "m", "--logits");
        Assert.NotEqual(outputs[0], _terminal.Json().GetProperty("metrics").GetProperty("log_loss").GetDouble());

        var old = _folder.Write("old.json", """{"model":"m","temperature":2,"per_class":[]}""");
        Assert.Equal(ExitCode.Failure, _terminal.Run("evaluate", "predictions", "--input", input, "--labels", labels, "--logits", "--config", old));
        Assert.Contains("inference_config.json", _terminal.Error, StringComparison.Ordinal);
    }

    /// <summary>Decides three samples; gives the labels of each, one after the other.</summary>
    private (int ExitCode, string ProblemType, string Labels) Decide(string config)
    {
        var input = _folder.Write("p.jsonl", """
            {"truth":["joy"],"labels":["anger"],"scores":[0.3,0.6]}
            {"truth":["joy"],"labels":["joy"],"scores":[0.3,0.8]}
            {"truth":["joy"],"labels":["joy"],"scores":[0.1,0.7]}
            """);
        var code = _terminal.Run("evaluate", "predictions", "--input", input, "--labels", _folder.Write("labels.json", """["joy","anger"]"""), "--config", _folder.Write("inference_config.json", config), "--output", _folder.File("out"), "--pictures", "none");
        if (code != ExitCode.Success)
        {
            return (code, "", "");
        }

        var labels = File.ReadLines(Path.Combine(_folder.File("out"), "predictions.jsonl")).Select(line => string.Join('|', JsonDocument.Parse(line).RootElement.GetProperty("labels").EnumerateArray().Select(label => label.GetString())));
        return (code, File.Exists(Path.Combine(_folder.File("out"), "confusion_matrix.npy")) ? "single_label" : "multi_label", string.Join(';', labels.Select(label => label.Contains('|', StringComparison.Ordinal) ? label : $"{label}|")));
    }
}
