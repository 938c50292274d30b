using EmotionAI.Training.Data;
using EmotionAI.Training.Data.Corpora;
using Parquet;
using Parquet.Schema;

namespace EmotionAI.Tests.Data.Corpora;

public sealed class ParquetTextsTests : IDisposable
{
    private const string Part = "-00000-of-00001.parquet";
    private const string Readme = """
        ---
        dataset_info:
        - config_name: raw
          features:
          - name: labels
            dtype: int32
        - config_name: simplified
          features:
          - name: text
            dtype: string
          - name: labels
            sequence:
              class_label:
                names:
                  '0': anger
                  '1': joy
                  '2': 'sad ness'
        ---
        # Data
        """;

    private readonly TemporaryFolder _folder = new();

    public ParquetTextsTests() => Directory.CreateDirectory(_folder.File("simplified"));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task PrepareText_SimplifiedWithReadme_KeepsPartsAndNames()
    {
        _folder.Write("README.md", Readme);
        await WriteAsync($"simplified/train{Part}", [("one of them", [0]), ("two of those", [1, 2]), ("three", [])]);
        await WriteAsync($"simplified/validation{Part}", [("four left over", [2])]);
        await WriteAsync($"simplified/test{Part}", [("five and no more", [1])]);

        var data = DatasetPreparation.PrepareText(_folder.Path);

        Assert.Equal(["anger", "joy", "sad ness"], data.Labels);
        Assert.Equal(["one of them:anger", "two of those:joy,sad ness", "three:", "four left over:sad ness", "five and no more:joy"], data.Samples.Select(sample => $"{sample.Input}:{string.Join(',', sample.Labels)}"));
        Assert.Equal([DataSplit.Train, DataSplit.Train, DataSplit.Train, DataSplit.Dev, DataSplit.Test], data.Samples.Select(sample => sample.Split));
    }

    [Fact]
    public async Task PrepareText_NamesInTheFile_WinOverOthers()
    {
        _folder.Write("labels.txt", "x\ny\nz\n");
        await WriteAsync("data.parquet", [("one of them", [0]), ("two of those", [1])], """{"info":{"features":{"text":{"dtype":"string"},"labels":{"feature":{"names":["no","yes"],"_type":"ClassLabel"}}}}}""");

        Assert.Equal(["no", "yes"], DatasetPreparation.PrepareText(_folder.File("data.parquet")).Labels);
    }

    [Theory]
    [InlineData("dataset_infos.json", """{"raw":{"features":{"labels":{"dtype":"int32"}}},"simplified":{"features":{"labels":{"feature":{"names":["a","b","c"]}}}}}""")]
    [InlineData("labels.txt", "a\nb\nc\n")]
    [InlineData("labels.json", """["a","b","c"]""")]
    public async Task PrepareText_NamesBesideIt_AreFound(string name, string content)
    {
        _folder.Write(name, content);
        await WriteAsync($"simplified/train{Part}", [("one of them", [0]), ("two of those", [2])]);

        Assert.Equal(["a", "b", "c"], DatasetPreparation.PrepareText(_folder.Path).Labels);
    }

    [Fact]
    public async Task PrepareText_TwentyEightIdsWithoutNames_AreGoEmotions()
    {
        await WriteAsync($"simplified/train{Part}", [("one of them", [0]), ("two of those", [27])]);

        var data = DatasetPreparation.PrepareText(_folder.Path);

        Assert.Equal(["admiration", "neutral"], data.Samples.Select(sample => sample.Labels[0]));
        Assert.Equal("GoEmotions", data.Samples[0].Source);
    }

    [Fact]
    public async Task PrepareText_IdsThatNothingNames_AreAnError()
    {
        await WriteAsync($"simplified/train{Part}", [("one of them", [0]), ("two of those", [5])]);

        Assert.Contains("(0 to 5), and nothing names them", Assert.Throws<EmotionAIException>(() => DatasetPreparation.PrepareText(_folder.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PrepareText_IdBeyondTheNames_IsAFaultOfItsRow()
    {
        _folder.Write("README.md", Readme);
        await WriteAsync($"simplified/train{Part}", [("one of them", [0]), ("two of those", [1]), ("three", [1, 3])]);

        var problem = Assert.Single(DatasetPreparation.PrepareText(_folder.Path).Problems);

        Assert.Equal((3, "the label id 3 has no name; the ids 0 to 2 have."), (problem.Line, problem.Message));
    }

    [Fact]
    public async Task PrepareText_DamagedAtAnyPlace_IsAnErrorOrData()
    {
        await WriteAsync("data.parquet", [("one of them", [0]), ("two of those", [1]), ("and three", [0, 1])], """{"info":{"features":{"labels":{"names":["no","yes"]}}}}""");
        var bytes = File.ReadAllBytes(_folder.File("data.parquet"));
        var errors = 0;
        for (var at = 0; at < bytes.Length; at++)
        {
            foreach (var value in (byte[])[0x7F, 0xFF])
            {
                var damaged = (byte[])bytes.Clone();
                damaged[at] = value;
                File.WriteAllBytes(_folder.File("damaged.parquet"), damaged);

                // On a thread of its own: one of the pool would be missing where the library reads, and beside other tests it may be the last.
                var work = Task.Factory.StartNew(() => Record.Exception(() => DatasetPreparation.PrepareText(_folder.File("damaged.parquet"))), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
                Assert.True(await Task.WhenAny(work, Task.Delay(TimeSpan.FromSeconds(30))) == work, FormattableString.Invariant($"Byte {at} as {value}: no end."));
                errors += await work switch
                {
                    null => 0,
                    EmotionAIException => 1,
                    var other => throw new InvalidOperationException(FormattableString.Invariant($"Byte {at} as {value}."), other),
                };
            }
        }

        Assert.True(errors > 100, FormattableString.Invariant($"{errors} errors"));
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("---\n", null)]
    [InlineData("---\nfeatures:\n- name: label\n  dtype:\n    class_label:\n      names:\n        '0': a\n        '1': b\n---\n", "a,b")]
    [InlineData("---\nfeatures:\n- name: label\n      names:\n        '0': a\n        '2': b\n---\n", null)]
    [InlineData("---\nfeatures:\n- name: other\n      names:\n        '0': a\n---\n", null)]
    public void FromReadme_OfText_GivesTheNames(string text, string? expected) =>
        Assert.Equal(expected, ClassLabelNames.FromReadme(text, "x", "label") is { } names ? string.Join(',', names) : null);

    private async Task WriteAsync(string name, (string Text, int[] Labels)[] rows, string? metadata = null)
    {
        var text = new DataField<string>("text");
        var labels = new ListField("labels", new DataField<int>("element"));
        var schema = new ParquetSchema(text, labels);
        using var stream = File.Create(_folder.File(name));
        await using var writer = await ParquetWriter.CreateAsync(schema, stream);
        if (metadata is not null)
        {
            writer.CustomMetadata = new Dictionary<string, string> { ["huggingface"] = metadata };
        }

        using var group = writer.CreateRowGroup();
        await group.WriteAsync(text, rows.Select(row => row.Text).ToList());
        List<int?> values = [];
        List<int> repetitions = [];
        foreach (var row in rows)
        {
            foreach (var (i, label) in row.Labels.Index())
            {
                values.Add(label);
                repetitions.Add(i == 0 ? 0 : 1);
            }

            if (row.Labels.Length == 0)
            {
                values.Add(null);
                repetitions.Add(0);
            }
        }

        await group.WriteAsync<int>((DataField)labels.Item, values.ToArray(), repetitions.ToArray());
        group.CompleteValidate();
    }
}
