using EmotionAI.Bundles;
using EmotionAI.Text;

namespace EmotionAI.Tests.Bundles;

public sealed class HuggingFaceTextReaderTests
{
    private const string ThreeLabels = """, "id2label": {"0": "joy", "1": "fear", "2": "calm"}""";

    [Theory]
    [InlineData("BertForTokenClassification", null)]
    [InlineData("BertForQuestionAnswering", null)]
    [InlineData("BertForMultipleChoice", null)]
    [InlineData("BertForMaskedLM", "cls.predictions.bias")]
    [InlineData("BertForNextSentencePrediction", "cls.seq_relationship.bias")]
    public void Load_AnotherTask_IsRefusedAlthoughTheHeadFits(string architecture, string? head)
    {
        using var model = new TinyTextModel(3, $$"""{{ThreeLabels}}, "architectures": ["{{architecture}}"]""", head);

        var problem = Assert.Single(Assert.Throws<ModelBundleException>(model.Load).Problems, problem => problem.Severity == BundleSeverity.Error);
        Assert.Equal((BundleProblemCodes.TaskUnsupported, "architectures"), (problem.Code, problem.Key));
        Assert.Contains(architecture, problem.Found, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""["BertForSequenceClassification"]""")]
    [InlineData("null")]
    [InlineData("[]")]
    public void Load_TheTaskOrNothing_IsNoProblem(string architectures)
    {
        using var model = new TinyTextModel(3, $$"""{{ThreeLabels}}, "problem_type": "single_label_classification", "architectures": {{architectures}}""");

        Assert.Empty(model.Load().Problems);
    }

    [Theory]
    [InlineData("""["BertForEmotions"]""", "")]
    [InlineData("""["BertForMaskedLM"]""", "")]
    public void Load_ClassThatIsNotTransformers_IsAWarning(string architectures, string more)
    {
        using var model = new TinyTextModel(3, $$"""{{ThreeLabels}}, "problem_type": "single_label_classification", "architectures": {{architectures}}{{more}}""");

        Assert.Equal((BundleSeverity.Warning, "architectures"), Of(Assert.Single(model.Load().Problems)));
    }

    [Fact]
    public void Load_MultiLabelInTheNameOfTheClass_IsSigmoidWithAWarning()
    {
        using var model = new TinyTextModel(3, $$"""{{ThreeLabels}}, "architectures": ["BertForMultiLabelClassification"]""");

        Assert.Equal((BundleSeverity.Warning, "problem_type"), Of(Assert.Single(model.Load().Problems)));
        Assert.Equal(1 / (1 + Math.Exp(-1)), Score(model, "fear"), 5);
    }

    [Fact]
    public void Load_NothingDecides_IsSoftmaxWithAWarningThatNamesTheLine()
    {
        using var model = new TinyTextModel(3, ThreeLabels);

        var problem = Assert.Single(model.Load().Problems);
        Assert.Equal((BundleSeverity.Warning, "problem_type"), Of(problem));
        Assert.Contains("\"problem_type\": \"multi_label_classification\"", problem.Allowed, StringComparison.Ordinal);
        Assert.Equal(Math.E / (1 + Math.E + (Math.E * Math.E)), Score(model, "fear"), 5);
    }

    [Theory]
    [InlineData(3, ThreeLabels + ", \"problem_type\": \"multi_label_classification\"", null)]
    [InlineData(3, ThreeLabels, """{"activation": "softmax"}""")]
    [InlineData(2, "", null)]
    [InlineData(1, ", \"num_labels\": 1", null)]
    public void Load_PlainCase_HasNoWarning(int outputs, string config, string? settings)
    {
        using var model = new TinyTextModel(outputs, config);
        if (settings is not null)
        {
            model.Write("inference_config.json", settings);
        }

        Assert.Empty(model.Load().Problems);
    }

    [Theory]
    [InlineData(""", "id2label": ["joy", "fear"]""", "joy fear")]
    [InlineData(""", "label2id": {"fear": 1, "joy": 0}""", "joy fear")]
    [InlineData(""", "id2label": null, "label2id": {"fear": "1", "joy": 0.0}""", "joy fear")]
    [InlineData(""", "id2label": {"1": 5, "0": 1}""", "1 5")]
    [InlineData(""", "id2label": [1, 2.5]""", "1 2.5")]
    [InlineData("", "LABEL_0 LABEL_1")]
    public void Load_LabelsInAnyForm_AreRead(string config, string expected)
    {
        using var model = new TinyTextModel(2, config);
        using var classifier = TextEmotionClassifier.Load(model.Directory);

        Assert.Equal(expected.Split(' '), classifier.Metadata.Labels);
    }

    [Theory]
    [InlineData("", "", BundleProblemCodes.LabelCount)]
    [InlineData(""", "num_labels": 4""", "num_labels", BundleProblemCodes.LabelCount)]
    [InlineData(""", "num_labels": 2147483647""", "num_labels", BundleProblemCodes.LabelCount)]
    [InlineData(""", "id2label": {"0": "a", "00": "b", "1": "c"}""", "id2label", BundleProblemCodes.LabelDuplicate)]
    [InlineData(""", "id2label": {"0": "a", "-1": "b", "1": "c"}""", "id2label", BundleProblemCodes.ValueInvalid)]
    [InlineData(""", "id2label": {"0": "a", "1": null, "2": "c"}""", "id2label", BundleProblemCodes.ValueInvalid)]
    [InlineData(""", "id2label": "abc" """, "id2label", BundleProblemCodes.ValueInvalid)]
    [InlineData(""", "id2label": ["a", "b"]""", "id2label", BundleProblemCodes.LabelCount)]
    [InlineData(""", "label2id": {"a": 0, "b": 1, "c": 3}""", "label2id", BundleProblemCodes.LabelGap)]
    [InlineData(""", "label2id": {"a": 0, "b": 1, "c": 1}""", "label2id[\"c\"]", BundleProblemCodes.LabelDuplicate)]
    [InlineData(""", "label2id": {"a": 0, "b": 1, "c": -2}""", "label2id[\"c\"]", BundleProblemCodes.ValueInvalid)]
    [InlineData(""", "label2id": ["a"]""", "label2id", BundleProblemCodes.ValueInvalid)]
    public void Load_LabelsThatDoNotServe_AreOneProblemWithAKeyOfTheFile(string config, string key, string code)
    {
        using var model = new TinyTextModel(3, config);

        var problem = Assert.Single(Assert.Throws<ModelBundleException>(model.Load).Problems);
        Assert.Equal(("config.json", key, code), (problem.File, problem.Key, problem.Code));
    }

    [Theory]
    [InlineData(""", "is_decoder": true""", "is_decoder")]
    [InlineData(""", "add_cross_attention": true""", "add_cross_attention")]
    [InlineData(""", "tokenizer_class": "BertJapaneseTokenizer" """, "tokenizer_class")]
    [InlineData(""", "pruned_heads": {"0": [0]}""", "pruned_heads")]
    [InlineData(""", "quantization_config": {"load_in_8bit": true}""", "quantization_config")]
    [InlineData(""", "position_embedding_type": "relative_key" """, "position_embedding_type")]
    [InlineData(""", "hidden_act": 3""", "hidden_act")]
    public void Load_SettingThatChangesTheAnswerAndIsNotSupported_IsNamed(string config, string key)
    {
        using var model = new TinyTextModel(2, config);

        Assert.Equal(key, Assert.Single(Assert.Throws<ModelBundleException>(model.Load).Problems).Key);
    }

    [Fact]
    public void Load_SettingsThatChangeNothing_AreNoProblem()
    {
        using var model = new TinyTextModel(2, """, "is_decoder": false, "add_cross_attention": false, "pruned_heads": {}, "chunk_size_feed_forward": 2, "auto_map": {}, "tokenizer_class": "BertTokenizerFast", "id2label": ["a", "b"], "label2id": {"b": 1, "a": "0"}""");

        Assert.Empty(model.Load().Problems);
    }

    [Theory]
    [InlineData(""", "id2label": {"0": "joy", "1": "fear"}, "label2id": {"fear": 0, "joy": 1}""", "\"fear\": 0")]
    [InlineData(""", "id2label": {"0": "joy", "1": "fear"}, "label2id": {"joy": 0, "anger": 1}""", "\"anger\": 1")]
    [InlineData(""", "id2label": ["joy", "fear"], "label2id": {"joy": 0, "fear": -1}""", "\"fear\": -1")]
    [InlineData(""", "id2label": ["joy", "fear"], "label2id": {"joy": 0, "fear": 9223372036854775808}""", "\"fear\": 9223372036854775808")]
    public void Load_LabelMapsThatDisagree_TakesIdsToLabelsWithAWarning(string config, string found)
    {
        using var model = new TinyTextModel(2, config + """, "problem_type": "single_label_classification" """);

        var bundle = model.Load();

        Assert.Equal(["joy", "fear"], bundle.Metadata!.Labels);
        var warning = Assert.Single(bundle.Problems);
        Assert.Equal((BundleSeverity.Warning, "label2id", found), (warning.Severity, warning.Key, warning.Found));
    }

    [Theory]
    [InlineData("config.json", """{"id2label": {"0": "joy", "1": "\ud800"}}""", "id2label.1")]
    [InlineData("inference_config.json", """{"thresholds": {"\ud800": 0.5}}""", "thresholds.\uFFFD")]
    [InlineData("tokenizer_config.json", """{"additional_special_tokens": ["a", "\ud800"]}""", "additional_special_tokens.[]")]
    [InlineData("tokenizer_config.json", """{"truncation_side": "both"}""", "truncation_side")]
    [InlineData("added_tokens.json", """{"[NAME]": -1}""", "[NAME]")]
    [InlineData("special_tokens_map.json", """{"cls_token": 7}""", "cls_token")]
    public void Load_RefusalOfOneValue_GivesTheKeyThatLeadsToIt(string file, string json, string key)
    {
        using var model = new TinyTextModel(2, "");
        model.Write(file, json);

        var problem = Assert.Single(Assert.Throws<ModelBundleException>(model.Load).Problems, problem => problem.Severity == BundleSeverity.Error);
        Assert.Equal((file, key), (problem.File, problem.Key));
        Assert.Contains(key, problem.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("config.json")]
    [InlineData("tokenizer_config.json")]
    public void Load_CodeOfItsOwn_IsAWarningAndNotRun(string file)
    {
        const string map = """ "auto_map": {"AutoModelForSequenceClassification": "modeling.Bert", "AutoTokenizer": ["tokenization.Bert", null]}""";
        using var model = new TinyTextModel(2, file == "config.json" ? "," + map : "");
        if (file != "config.json")
        {
            model.Write(file, $"{{{map}}}");
        }

        Assert.Equal((BundleSeverity.Warning, "auto_map"), Of(Assert.Single(model.Load().Problems)));
    }

    [Fact]
    public void Load_TokenBeyondTheEmbeddings_IsNamed()
    {
        using var model = new TinyTextModel(2, "");
        model.Write("special_tokens_map.json", """{"additional_special_tokens": ["[NAME]"]}""");

        // [MASK], a name of the class that this vocabulary lacks, takes id 5.
        Assert.Contains("'[NAME]' with id 6", Assert.Single(Assert.Throws<ModelBundleException>(model.Load).Problems).Found, StringComparison.Ordinal);
    }

    private static (BundleSeverity Severity, string Key) Of(BundleProblem problem) => (problem.Severity, problem.Key);

    private static double Score(TinyTextModel model, string label)
    {
        using var classifier = TextEmotionClassifier.Load(model.Directory);
        return classifier.Classify("hi").Scores[classifier.Metadata.Labels.IndexOf(label)].Score;
    }
}
