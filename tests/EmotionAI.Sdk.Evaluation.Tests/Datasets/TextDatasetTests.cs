using EmotionAI.Evaluation.Datasets;

namespace EmotionAI.Tests.Datasets;

public sealed class TextDatasetTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_TsvWithoutHeader_TakesQuotesAsTextAndIdsByName()
    {
        _folder.Write("labels.txt", "joy\nanger\nfear\n");
        var path = _folder.Write("test.tsv", "\"Hi\" he said\t0,2\tid1\nsay \"hi\t1\tid2\n");

        var data = TextDataset.Read(path);

        Assert.Equal(["\"Hi\" he said", "say \"hi"], data.Samples.Select(sample => sample.Input));
        Assert.Equal([["joy", "fear"], ["anger"]], data.Samples.Select(sample => sample.Labels));
        Assert.Equal([1, 2], data.Samples.Select(sample => sample.Line));
        Assert.Empty(data.Problems);
    }

    [Theory]
    [InlineData("joy;anger")]
    [InlineData("\"joy,anger\"")]
    [InlineData("joy|anger")]
    [InlineData("\"['joy', 'anger']\"")]
    [InlineData("\"[\"\"joy\"\",\"\"anger\"\"]\"")]
    public void Read_Csv_ReadsEachWayToWriteSeveralLabels(string cell)
    {
        var path = _folder.Write("data.csv", $"id,Text,emotions,author\n7,\"a, b\",{cell},me\n");

        var sample = Assert.Single(TextDataset.Read(path).Samples);

        Assert.Equal("a, b", sample.Input);
        Assert.Equal(["joy", "anger"], sample.Labels);
        Assert.Equal("me", sample.Speaker);
        Assert.Equal(2, sample.Line);
    }

    [Fact]
    public void Read_CsvWithAColumnForEachLabel_ReadsZerosAndOnes()
    {
        var path = _folder.Write("data.csv", "text,joy,anger\na,1,0\nb,0,0\nc,2,0\n");

        var data = TextDataset.Read(path);

        Assert.Equal([["joy"], []], data.Samples.Select(sample => sample.Labels));
        Assert.Equal("the column 'joy' holds '2'; 0 and 1 are allowed.", Assert.Single(data.Problems).Message);
    }

    [Theory]
    [InlineData(",text,joy,anger\n0,a,1,0\n1,b,0,0\n2,c,0,1\n")]
    [InlineData("text,rater_id,unclear,joy,anger\na,1,False,1,0\nb,37,True,0,0\nc,1,False,0,1\n")]
    [InlineData("text,joy,anger\na,True,False\nb,FALSE,false\nc,0.0,TRUE\n")]
    [InlineData("text,joy,anger\na,1.0,0.0\nb,0.0,0.0\nc,0.0,1.0\n")]
    public void Read_ColumnsOfTheNamesOfLabels_LeavesTheOthersAlone(string content)
    {
        var data = TextDataset.Read(_folder.Write("data.csv", content), new DatasetOptions { IsLabel = label => label is "joy" or "anger" });

        Assert.Equal([["joy"], [], ["anger"]], data.Samples.Select(sample => sample.Labels));
        Assert.Empty(data.Problems);
    }

    [Theory]
    [InlineData("7")]
    [InlineData("")]
    [InlineData("yes")]
    public void Read_ColumnOfALabelThatHoldsSomethingElse_IsAFaultOfTheRow(string cell)
    {
        var data = TextDataset.Read(_folder.Write("data.csv", $"text,joy,anger\na,{cell},0\nb,1,0\n"), new DatasetOptions { IsLabel = label => label is "joy" or "anger" });

        Assert.Equal("b", Assert.Single(data.Samples).Input);
        Assert.Equal(2, Assert.Single(data.Problems).Line);
    }

    [Fact]
    public void Read_LabelWithAComma_IsOneLabelWhereTheModelHasIt()
    {
        var data = TextDataset.Read(_folder.Write("data.csv", "text,label\na,\"happy, sort of\"\n"), new DatasetOptions { IsLabel = "happy, sort of".Equals });

        Assert.Equal(["happy, sort of"], Assert.Single(data.Samples).Labels);
    }

    [Fact]
    public void Read_IdsAsFloatsNumbersAsTextAndMissingLabels_AreReadOrListed()
    {
        _folder.Write("labels.txt", "joy\nanger\n");
        var path = _folder.Write("data.jsonl", "{\"text\":42,\"label\":1.0,\"speaker\":7}\n{\"text\":\"b\",\"label\":\"NaN\"}\n");

        var data = TextDataset.Read(path, new DatasetOptions { Speakers = null });

        var sample = Assert.Single(data.Samples);
        Assert.Equal(("42", "anger", "7"), (sample.Input, sample.Labels[0], sample.Speaker));
        Assert.Equal(2, Assert.Single(data.Problems).Line);
    }

    [Fact]
    public void Read_TsvWhoseColumnsAreNamedByTheCaller_HasAHeader()
    {
        var path = _folder.Write("data.tsv", "body\tmood\na\tjoy\n");

        Assert.Equal("a", Assert.Single(TextDataset.Read(path, new DatasetOptions { InputColumn = "body", LabelColumn = "mood" }).Samples).Input);
    }

    [Fact]
    public void Read_JsonLines_ReadsListsNamesAndKeysAskedFor()
    {
        var path = _folder.Write("data.jsonl", """
            {"body": "a", "label": ["joy", "anger"]}

            {"body": "b", "label": "joy"}
            [1]
            {"body": "c"
            {"label": "joy"}
            """);

        var data = TextDataset.Read(path, new DatasetOptions { InputColumn = "body" });

        Assert.Equal([["joy", "anger"], ["joy"]], data.Samples.Select(sample => sample.Labels));
        Assert.Equal([4, 5, 6], data.Problems.Select(problem => problem.Line));
    }

    [Fact]
    public void Read_MalformedLines_AreListedWithTheirNumberAndTheOthersGoOn()
    {
        _folder.Write("labels.txt", "joy\nanger\n");
        var path = _folder.Write("test.tsv", "a\t0\tid\nb\t9\tid\nonly text\nc\t1\tid\n");

        var data = TextDataset.Read(path);

        Assert.Equal(["a", "c"], data.Samples.Select(sample => sample.Input));
        Assert.Equal([(2, "the label id 9 has no name; the ids 0 to 1 have."), (3, "1 columns; 3 are allowed.")], data.Problems.Select(problem => (problem.Line, problem.Message)));
    }

    [Fact]
    public void Read_Strict_StopsAtTheFirstFault()
    {
        _folder.Write("labels.txt", "joy\nanger\n");
        var path = _folder.Write("test.tsv", "a\t0\tid\nb\t9\tid\n");

        var exception = Assert.Throws<EmotionAIException>(() => TextDataset.Read(path, new DatasetOptions { IsStrict = true }));

        Assert.Equal(EmotionErrorCodes.InputInvalid, exception.Code);
        Assert.Contains("line 2", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_IdsWithoutNames_SaysWhatToDo()
    {
        var path = _folder.Write("test.tsv", "a\t0\tid\n");

        Assert.Contains("labels.txt", Assert.Throws<EmotionAIException>(() => TextDataset.Read(path)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("data.xlsx", "", "'.xlsx'")]
    [InlineData("data.csv", "words,label\na,joy\n", "'words', 'label'")]
    [InlineData("data.csv", "text,mood\na,joy\n", "'text', 'mood'")]
    [InlineData("data.csv", "text,label\n", "no samples")]
    [InlineData("data.csv", "", "no samples")]
    public void Read_WhatCannotBeUsed_IsAnErrorThatNamesWhatWasFound(string name, string content, string mention)
    {
        var path = _folder.Write(name, content);

        Assert.Contains(mention, Assert.Throws<EmotionAIException>(() => TextDataset.Read(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fingerprint_OtherOrderAndFormat_IsTheSame()
    {
        var csv = TextDataset.Read(_folder.Write("a.csv", "text,label\na,joy\nb,anger\n"));
        var json = TextDataset.Read(_folder.Write("a.jsonl", "{\"text\":\"b\",\"label\":\"anger\"}\n{\"text\":\"a\",\"label\":\"joy\"}\n"));
        var other = TextDataset.Read(_folder.Write("b.csv", "text,label\na,joy\nb,joy\n"));

        Assert.Equal(csv.Fingerprint, json.Fingerprint);
        Assert.NotEqual(csv.Fingerprint, other.Fingerprint);
    }
}
