using EmotionAI.Training.Writing;

namespace EmotionAI.Tests.Writing;

public sealed class ModelFolderWriterTests
{
    [Fact]
    public void WriteTo_NewFolder_HoldsEveryFileAndNothingElse()
    {
        using var root = new TemporaryFolder();
        var source = root.Write("source.txt", "copied");
        var writer = new ModelFolderWriter();
        writer.Add("labels.json", "[]"u8.ToArray());
        writer.Add("labels.json", """["calm"]"""u8.ToArray());
        writer.AddCopy("checkpoint/deep/copy.txt", source);
        writer.AddSafeTensors("model/model.safetensors", [new NamedTensor("a", [1], new float[] { 1 })]);
        writer.AddTorchCheckpoint("model/a.ckpt", [new NamedTensor("a", [1], new float[] { 1 })]);

        writer.WriteTo(root.File("result"));

        Assert.Equal(["checkpoint/deep/copy.txt", "labels.json", "model/a.ckpt", "model/model.safetensors"], writer.FileNames);
        Assert.Equal(writer.FileNames, Files(root.File("result")));
        Assert.Equal("copied", File.ReadAllText(root.File("result/checkpoint/deep/copy.txt")));
        Assert.Equal("""["calm"]""", File.ReadAllText(root.File("result/labels.json")));
        Assert.Equal(["result", "source.txt"], Names(root.Path));
    }

    [Fact]
    public void WriteTo_FolderThatHoldsSomething_IsRefusedOrKeepsTheRest()
    {
        using var root = new TemporaryFolder();
        root.Write("other.txt", "kept");
        root.Write("labels.json", "old");
        var writer = new ModelFolderWriter();
        writer.Add("labels.json", "new"u8.ToArray());
        writer.Add("model/a.txt", "a"u8.ToArray());

        Assert.Equal(EmotionErrorCodes.SettingInvalid, Assert.Throws<EmotionAIException>(() => writer.WriteTo(root.Path)).Code);
        Assert.Equal("old", File.ReadAllText(root.File("labels.json")));
        writer.WriteTo(root.Path, overwrite: true);
        Assert.Equal(["labels.json", "model/a.txt", "other.txt"], Files(root.Path));
        Assert.Equal("new", File.ReadAllText(root.File("labels.json")));
    }

    [Fact]
    public void WriteTo_FileThatCannotBeWritten_LeavesTheFolderAsItWas()
    {
        using var root = new TemporaryFolder();
        root.Write("labels.json", "old");
        Directory.CreateDirectory(root.File("taken.txt/inside"));
        var writer = new ModelFolderWriter();
        writer.Add("fresh/deep/a.txt", "a"u8.ToArray());
        writer.Add("labels.json", "new"u8.ToArray());
        writer.Add("taken.txt", "b"u8.ToArray());

        Assert.Equal(EmotionErrorCodes.FileUnwritable, Assert.Throws<EmotionAIException>(() => writer.WriteTo(root.Path, overwrite: true)).Code);

        Assert.Equal(["labels.json", "taken.txt"], Names(root.Path));
        Assert.Equal("old", File.ReadAllText(root.File("labels.json")));
    }

    [Fact]
    public void WriteTo_NewFolderThatCannotBeWritten_LeavesNothing()
    {
        using var root = new TemporaryFolder();
        var writer = new ModelFolderWriter();
        writer.Add("a/b.txt", "b"u8.ToArray());
        writer.Add(new string('x', 300), "c"u8.ToArray());

        Assert.Equal(EmotionErrorCodes.FileUnwritable, Assert.Throws<EmotionAIException>(() => writer.WriteTo(root.File("result"))).Code);

        Assert.Empty(Names(root.Path));
    }

    [Theory]
    [InlineData("../a")]
    [InlineData("/a")]
    [InlineData("a/")]
    [InlineData("a//b")]
    [InlineData("a/./b")]
    [InlineData("C:/a")]
    [InlineData("a\\b")]
    [InlineData("a\nb")]
    [InlineData("a./b")]
    [InlineData("")]
    public void Add_NameThatIsNoneEverywhere_Refuses(string name)
    {
        var writer = new ModelFolderWriter();

        Assert.Throws<ArgumentException>(() => writer.Add(name, []));
        Assert.Empty(writer.FileNames);
    }

    [Theory]
    [InlineData("model", "model/a.txt")]
    [InlineData("model/a.txt", "model")]
    public void Add_NameOfAFolder_Refuses(string first, string second)
    {
        var writer = new ModelFolderWriter();
        writer.Add(first, []);

        Assert.Contains("exclude each other", Assert.Throws<ArgumentException>(() => writer.Add(second, [])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AddTensors_OfOneName_Refuses()
    {
        NamedTensor[] tensors = [new("a", [1], new float[1]), new("a", [1], new float[1])];
        var writer = new ModelFolderWriter();

        Assert.Throws<ArgumentException>(() => writer.AddSafeTensors("a.safetensors", tensors));
        Assert.Throws<ArgumentException>(() => writer.AddTorchCheckpoint("a.ckpt", tensors));
        Assert.Equal(EmotionErrorCodes.FileMissing, Assert.Throws<EmotionAIException>(() => writer.AddCopy("a", "not-there")).Code);
    }

    private static string[] Files(string folder) =>
        [.. Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    private static string[] Names(string folder) => [.. Directory.GetFileSystemEntries(folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];
}
