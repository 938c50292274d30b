using EmotionAI.Bundles;
using EmotionAI.Checkpoints.Onnx;
using EmotionAI.Tests.Bundles.Malformed;
using EmotionAI.Tests.Checkpoints;
using EmotionAI.Text;
using Google.Protobuf;

namespace EmotionAI.Tests.Bundles;

/// <summary>Text classifiers as ONNX: what is found by name, and what is refused.</summary>
public sealed class OnnxTextReaderTests
{
    private const OnnxElementType Int64 = OnnxElementType.Int64;
    private const OnnxElementType Single = OnnxElementType.Float;

    [Theory]
    [InlineData("Int64", "input_ids")]
    [InlineData("Int32", "input_ids")]
    [InlineData("Int64", "attention_mask input_ids")]
    [InlineData("Int64", "token_type_ids position_ids attention_mask input_ids")]
    [InlineData("Int32", "position_ids input_ids token_type_ids attention_mask")]
    public void Classify_AnyInputsInAnyOrder_AreFilledByName(string type, string inputs)
    {
        using var folder = Folder();
        folder.Write("model.onnx", TinyFolders.SumOfInputs(Enum.Parse<OnnxElementType>(type), inputs.Split(' ')));
        using var classifier = TextEmotionClassifier.Load(folder.Path);

        // [CLS] so happy [SEP]
        var expected = 2 + 5 + 6 + 3 + (inputs.Contains("mask", StringComparison.Ordinal) ? 10 * 4 : 0) + (inputs.Contains("position", StringComparison.Ordinal) ? 100 * (0 + 1 + 2 + 3) : 0);
        string[] texts = ["so happy", "a", "so happy", "b a"];
        Assert.Equal([expected, -expected], classifier.Classify("so happy").Logits);
        Assert.Equal(texts.Select(text => classifier.Classify(text).Logits[0]), classifier.ClassifyBatch(texts).Select(prediction => prediction.Logits[0]));
    }

    [Fact]
    public void Load_OnnxText_SaysItsKindAndTakesItsSettings()
    {
        using var folder = Folder();
        using var bundle = ModelBundle.Load(folder.Path);

        Assert.Equal("onnx/bert", bundle.Kind);
        Assert.Equal(["glad", "sad"], bundle.Metadata!.Labels);
        Assert.Equal((ModelModality.Text, 8), (bundle.Modality!.Value, bundle.Metadata.MaxLength));
    }

    [Theory]
    [InlineData("no input_ids", "inputs", "attention_mask: Int64 [batch, sequence]")]
    [InlineData("another input", "inputs", "pixel_values: Float [batch, sequence]")]
    [InlineData("float ids", "inputs", "input_ids: Float [batch, sequence]")]
    [InlineData("fixed batch", "inputs", "input_ids: Int64 [1, sequence]")]
    [InlineData("fixed sequence", "inputs", "attention_mask: Int64 [batch, 128]")]
    [InlineData("one dimension", "inputs", "input_ids: Int64 [sequence]")]
    [InlineData("token logits", "outputs", "logits: Float [batch, sequence, 2]")]
    [InlineData("integer logits", "outputs", "logits: Int64 [batch, 2]")]
    [InlineData("fixed batch of logits", "outputs", "logits: Float [4, 2]")]
    [InlineData("two outputs", "outputs", "start_logits: Float [batch, 2]; end_logits: Float [batch, 2]")]
    [InlineData("no output", "outputs", "none")]
    [InlineData("too many labels", "outputs", "logits: Float [batch, 2147483647]")]
    public void Inspect_OtherSignature_IsRefusedWithFoundAndAllowed(string fault, string key, string found)
    {
        using var folder = Folder();
        folder.Write("model.onnx", OnnxBuilder.Model(graph => WriteSignature(graph, fault)));

        var problem = Assert.Single(ModelBundle.Inspect(folder.Path).Problems);

        Assert.Equal((BundleProblemCodes.ModelSignature, "model.onnx", key), (problem.Code, problem.File, problem.Key));
        Assert.Contains(found, problem.Found, StringComparison.Ordinal);
        Assert.Contains(key == "inputs" ? "int64 or int32 [batch, sequence]" : "float32 [batch, labels]", problem.Allowed, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_SeveralFiles_TakesTheOneOfFullPrecisionAndTellsTheOthers()
    {
        using var folder = Folder();
        Directory.CreateDirectory(folder.File("onnx"));
        File.Move(folder.File("model.onnx"), folder.File("onnx/model.onnx"));
        foreach (var name in (string[])["model_quantized.onnx", "onnx/model_quantized.onnx", "onnx/model_int8.onnx"])
        {
            folder.Write(name, "no model");
        }

        var warning = Assert.Single(ModelBundle.Load(folder.Path).Problems);

        Assert.Equal((BundleSeverity.Warning, "model_quantized.onnx"), (warning.Severity, warning.File));
        Assert.Equal("an ONNX model beside 'onnx/model.onnx', one of 3 that are not read", warning.Found);
    }

    [Theory]
    [InlineData("model_quantized.onnx")]
    [InlineData("onnx/model_quantized.onnx")]
    [InlineData("onnx/model_int8.onnx")]
    [InlineData("model_optimized.onnx")]
    public void Load_OneFileUnderAUsualName_IsRead(string name)
    {
        using var folder = Folder();
        Directory.CreateDirectory(folder.File("onnx"));
        File.Move(folder.File("model.onnx"), folder.File(name));

        Assert.Empty(ModelBundle.Load(folder.Path).Problems);
    }

    [Fact]
    public void Load_WeightsOfAKnownArchitecture_WinWithAWarningThatNamesTheOnnxFile()
    {
        using var folder = TinyFolders.Bert();
        folder.Write("inference_config.json", "{}");
        folder.Write("model.onnx", "no model");

        using var bundle = ModelBundle.Load(folder.Path);

        Assert.Equal("hugging-face/bert", bundle.Kind);
        var warning = Assert.Single(bundle.Problems);
        Assert.Equal((BundleProblemCodes.ValueOverridden, "model.onnx", "an ONNX model beside 'model.safetensors'"), (warning.Code, warning.File, warning.Found));
    }

    [Fact]
    public void Load_WeightsOfAnUnknownArchitecture_GiveWayToTheOnnxFileWithAWarning()
    {
        using var folder = Folder();
        folder.Write("model.safetensors", "no weights");
        SetConfig(folder, "\"model_type\": \"bert\"", "\"model_type\": \"funnel\"");

        using var bundle = ModelBundle.Load(folder.Path);

        Assert.Equal("onnx/funnel", bundle.Kind);
        var warning = Assert.Single(bundle.Problems);
        Assert.Equal((BundleProblemCodes.ValueOverridden, "model.safetensors"), (warning.Code, warning.File));
    }

    [Theory]
    [InlineData("roberta", ", \"pad_token_id\": 1", 14)]
    [InlineData("xlm-roberta", "", 14)]
    [InlineData("camembert", ", \"pad_token_id\": 3", 12)]
    [InlineData("funnel", ", \"pad_token_id\": 1", 16)]
    public void Load_PositionsBehindThePadding_ShortenTheTexts(string modelType, string more, int expected)
    {
        using var folder = Folder();
        folder.Write("model.onnx", TinyFolders.SumOfInputs(Int64, ["input_ids", "attention_mask"]));
        folder.Write("inference_config.json", "{}");
        SetConfig(folder, "\"model_type\": \"bert\"", $"\"model_type\": \"{modelType}\"{more}");

        Assert.Equal(expected, ModelBundle.Load(folder.Path).Metadata!.MaxLength);
    }

    [Theory]
    [InlineData("\"max_position_embeddings\": 16", "\"max_position_embeddings\": 1", "max_position_embeddings", BundleProblemCodes.ValueInvalid)]
    [InlineData("\"vocab_size\": 10", "\"vocab_size\": 9", "", BundleProblemCodes.VocabularySize)]
    [InlineData("\"model_type\": \"bert\"", "\"model_type\": \"be\\u001brt\"", "model_type", BundleProblemCodes.ValueInvalid)]
    [InlineData("\"model_type\": \"bert\"", "\"model_type\": \"roberta\"", "position_ids", BundleProblemCodes.ModelSignature)]
    [InlineData("BertForSequenceClassification", "BertForTokenClassification", "architectures", BundleProblemCodes.TaskUnsupported)]
    public void Inspect_SettingThatDoesNotServe_IsNamed(string before, string after, string key, string code)
    {
        using var folder = Folder();
        folder.Write("inference_config.json", "{}");
        SetConfig(folder, before, after);

        var problem = Assert.Single(ModelBundle.Inspect(folder.Path).Problems, problem => problem.Severity == BundleSeverity.Error);

        Assert.Equal((code, key), (problem.Code, problem.Key));
    }

    [Theory]
    [InlineData(true, 30)]
    [InlineData(false, 0)]
    public void Load_NoPositionsAnywhere_NeedsALength(bool isSet, int expected)
    {
        using var folder = Folder();
        SetConfig(folder, "\"max_position_embeddings\": 16, ", "");
        folder.Write("tokenizer_config.json", """{"tokenizer_class": "BertTokenizer"}""");
        folder.Write("inference_config.json", isSet ? """{"max_length": 30}""" : "{}");

        var bundle = ModelBundle.Inspect(folder.Path);

        Assert.Equal(expected, bundle.Metadata?.MaxLength ?? 0);
        Assert.Equal(isSet ? [] : ["max_position_embeddings"], bundle.Problems.Select(problem => problem.Key));
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("\"id2label\": {\"0\": \"glad\", \"1\": \"sad\"}, \"label2id\": {\"glad\": 0, \"sad\": 1}, \"num_labels\": 2, ", false)]
    public void Inspect_OpenNumberOfLogits_IsThatOfTheLabels(string? removed, bool isUsable)
    {
        using var folder = Folder();
        folder.Write("model.onnx", TinyFolders.SumOfInputs(Int64, ["input_ids"], "scores", "labels"));
        File.Delete(folder.File("labels.json"));
        if (removed is not null)
        {
            SetConfig(folder, removed, "");
        }

        var bundle = ModelBundle.Inspect(folder.Path);

        Assert.Equal(isUsable, bundle.IsUsable);
        Assert.Equal(isUsable ? [] : ["id2label"], bundle.Problems.Where(problem => problem.Severity == BundleSeverity.Error).Select(problem => problem.Key));
    }

    [Fact]
    public void Inspect_ExternalDataOutsideTheFolder_IsRefused()
    {
        using var folder = Folder();
        folder.Write("model.onnx", OnnxBuilder.Model(graph =>
        {
            WriteSignature(graph, "");
            graph.Message(5, tensor => tensor.External("w", 4, ("location", "../outside.bin")));
        }));

        var problem = Assert.Single(ModelBundle.Inspect(folder.Path).Problems);

        Assert.Equal((EmotionErrorCodes.PathOutside, "model.onnx"), (problem.Code, problem.File));
    }

    [Fact]
    public void Load_AnotherPrecisionThanThatOfTheFile_IsRefused()
    {
        using var folder = Folder();

        var error = Assert.Throws<EmotionAIException>(() => TextEmotionClassifier.Load(folder.Path, new TextEmotionOptions { Precision = Precision.Int8 }));

        Assert.Contains("Precision cannot be Int8", error.Message, StringComparison.Ordinal);
    }

    /// <summary>A folder without settings that have no effect.</summary>
    private static TemporaryFolder Folder()
    {
        var folder = TinyFolders.OnnxText();
        folder.Write("inference_config.json", """{"max_length": 8}""");
        return folder;
    }

    private static void WriteSignature(CodedOutputStream graph, string fault)
    {
        graph.Text(2, "g");
        if (fault != "no input_ids")
        {
            object[] shape = fault switch { "fixed batch" => [1, "sequence"], "one dimension" => ["sequence"], _ => ["batch", "sequence"] };
            graph.Value(11, "input_ids", fault == "float ids" ? Single : Int64, shape);
        }

        graph.Value(11, "attention_mask", Int64, "batch", fault == "fixed sequence" ? 128 : "sequence");
        if (fault == "another input")
        {
            graph.Value(11, "pixel_values", Single, "batch", "sequence");
        }

        switch (fault)
        {
            case "no output":
                break;
            case "two outputs":
                graph.Value(12, "start_logits", Single, "batch", 2);
                graph.Value(12, "end_logits", Single, "batch", 2);
                break;
            case "token logits":
                graph.Value(12, "logits", Single, "batch", "sequence", 2);
                break;
            default:
                graph.Value(12, "logits", fault == "integer logits" ? Int64 : Single, fault == "fixed batch of logits" ? 4 : "batch", fault == "too many labels" ? int.MaxValue : 2);
                break;
        }
    }

    private static void SetConfig(TemporaryFolder folder, string before, string after)
    {
        var text = File.ReadAllText(folder.File("config.json"));
        Assert.Contains(before, text, StringComparison.Ordinal);
        folder.Write("config.json", text.Replace(before, after, StringComparison.Ordinal));
    }
}
