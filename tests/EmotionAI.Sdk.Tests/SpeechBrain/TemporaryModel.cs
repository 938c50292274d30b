namespace EmotionAI.Tests.SpeechBrain;

/// <summary>Copies the text files of a golden folder to a temporary one, with empty files for the tensors, so that a test can change it.</summary>
internal sealed class TemporaryModel : IDisposable
{
    public TemporaryModel(string? golden = "sb-ecapa-micro")
    {
        Directory.CreateDirectory(Root);
        if (golden is not null)
        {
            Copy(Goldens.Path("golden", "audio", "models", golden), Root);
        }
    }

    public string Root { get; } = Path.Combine(Path.GetTempPath(), "emotionai-tests-" + Guid.NewGuid().ToString("N"));

    public string Yaml => File.ReadAllText(Path.Combine(Root, "hyperparams.yaml"));

    public TemporaryModel Write(string file, string text)
    {
        var path = Path.Combine(Root, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return this;
    }

    public TemporaryModel Replace(string old, string text)
    {
        var yaml = Yaml;
        Assert.Contains(old, yaml, StringComparison.Ordinal);
        return Write("hyperparams.yaml", yaml.Replace(old, text, StringComparison.Ordinal));
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);

    private static void Copy(string from, string to)
    {
        foreach (var path in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, path));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.WriteAllBytes(target, new FileInfo(path).Length < 10_000 ? File.ReadAllBytes(path) : []);
        }
    }
}
