using EmotionAI.Training.Data;
using EmotionAI.Training.Torch;

namespace EmotionAI.Tests.Text;

/// <summary>What cannot be trained is refused before torch is loaded, and nothing is written.</summary>
public sealed class RefusedTrainingTests
{
    [Fact]
    public void Train_AnotherFamily_NamesThoseThatAreSupported()
    {
        using var folder = TemporaryFolder.CopyOf(TinyTraining.BaseDirectory);
        folder.Write("config.json", File.ReadAllText(folder.File("config.json")).Replace("\"bert\"", "\"albert\""));

        var fault = Refuse(folder.Path, TinyTraining.Data());

        Assert.Contains("'albert'; bert, roberta, xlm-roberta, camembert, distilbert, electra can be fine-tuned", fault.Message);
    }

    [Theory]
    [InlineData("\"num_attention_heads\": 4", "\"num_attention_heads\": 7", "a divisor of hidden_size")]
    [InlineData("\"num_hidden_layers\": 3", "\"num_hidden_layers\": 0", "a whole number from 1")]
    [InlineData("\"hidden_act\": \"gelu\"", "\"hidden_act\": \"laplace\"", "\"hidden_act\" is 'laplace'")]
    [InlineData("\"hidden_size\": 40", "\"is_decoder\": true, \"hidden_size\": 40", "\"is_decoder\" is set")]
    [InlineData("{", "[", "not valid JSON")]
    public void Train_ABrokenConfig_SaysKeyAndWhatIsAllowed(string text, string replacement, string expected)
    {
        using var folder = TemporaryFolder.CopyOf(TinyTraining.BaseDirectory);
        var config = File.ReadAllText(folder.File("config.json"));
        var at = config.IndexOf(text, StringComparison.Ordinal);
        Assert.True(at >= 0);
        folder.Write("config.json", config[..at] + replacement + config[(at + text.Length)..]);

        Assert.Contains(expected, Refuse(folder.Path, TinyTraining.Data()).Message);
    }

    [Fact]
    public void Train_OneLabelOnly_IsRefused()
    {
        var data = new PreparedDataset(isAudio: false, TinyTraining.Labels, [new PreparedSample { Id = "1", Input = "a", Labels = ["joy"] }, new PreparedSample { Id = "2", Input = "b", Labels = ["joy"] }]);

        Assert.Contains("1 labels occur in the training part; two or more are needed", Refuse(TinyTraining.BaseDirectory, data).Message);
    }

    [Fact]
    public void Train_NoTrainingPart_IsRefused() =>
        Assert.Contains("no training part", Refuse(TinyTraining.BaseDirectory, TinyTraining.Data(train: 0)).Message);

    [Fact]
    public void Train_SeveralLabelsWhereOneIsAllowed_NamesTheSample() =>
        Assert.Contains("The sample '0' has 2 labels; one is allowed", Refuse(TinyTraining.BaseDirectory, TinyTraining.Data(), new TextFineTuningOptions { ProblemType = ProblemType.SingleLabel }).Message);

    [Fact]
    public void Train_ClassWeightsOfAnotherNumber_AreRefused() =>
        Assert.Contains("ClassWeights has 2 weights; 3 are allowed", Refuse(TinyTraining.BaseDirectory, TinyTraining.Data(), new TextFineTuningOptions { ClassWeights = [1, 1] }).Message);

    [Fact]
    public void Train_IntoAFolderThatIsThere_IsRefused()
    {
        using var folder = new TemporaryFolder();
        folder.Write("precious.txt", "mine");

        var fault = Assert.Throws<EmotionAIException>(() => new TextFineTuner(TinyTraining.BaseDirectory).Train(TinyTraining.Data(), folder.Path));

        Assert.Contains("the folder is there already", fault.Message);
        Assert.Equal(["precious.txt"], Directory.GetFiles(folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void Constructor_AnOptionOutOfRange_NamesIt()
    {
        var fault = Assert.Throws<EmotionAIException>(() => new TextFineTuner("base", new TextFineTuningOptions { Dropout = 1 }));

        Assert.Equal("TextFineTuningOptions.Dropout is 1; 0 to below 1 is allowed.", fault.Message);
    }

    private static EmotionAIException Refuse(string baseDirectory, PreparedDataset data, TextFineTuningOptions? options = null)
    {
        using var output = new TemporaryFolder();
        var fault = Assert.Throws<EmotionAIException>(() => new TextFineTuner(baseDirectory, options).Train(data, output.File("model")));
        Assert.Empty(Directory.GetFileSystemEntries(output.Path));
        return fault;
    }
}
