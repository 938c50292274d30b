using EmotionAI.Bundles;

namespace EmotionAI.Tests.Bundles;

public sealed class WrongFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("run/checkpoint-500/config.json", "run", "run/checkpoint-500")]
    [InlineData("hub/models--a--b/snapshots/abc/config.json", "hub", "hub/models--a--b/snapshots/abc")]
    [InlineData("deep/one/two/pytorch_model.bin", "deep", "deep/one/two")]
    [InlineData("train/hyperparams.yaml", "train/save/CKPT+2026", "train")]
    [InlineData("whole/config.json", "whole/eval_test", "whole")]
    public void Inspect_ModelBesideTheFolder_NamesThePathToUse(string file, string named, string expected)
    {
        Make(file);
        Directory.CreateDirectory(_folder.File(named));

        Assert.Contains($"'{_folder.File(expected)}'", Assert.Single(ModelBundle.Inspect(_folder.File(named)).Problems).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Inspect_SeveralCheckpoints_NamesTheBestFirstAndChoosesNone()
    {
        Make("run/checkpoint-500/config.json");
        Make("run/checkpoint-1000/config.json");
        Make("run/checkpoint-1500/config.json");
        Make("run/checkpoint-1500/trainer_state.json", """{"best_model_checkpoint":"out/checkpoint-1000"}""");

        var found = Assert.Single(ModelBundle.Inspect(_folder.File("run")).Problems).Found;

        Assert.Matches("checkpoint-1000' \\(the best.*checkpoint-1500'.*checkpoint-500'.*name one of these", found);
    }

    [Theory]
    [InlineData("adapter_model.safetensors", "merge_and_unload")]
    [InlineData("model.gguf", "llama.cpp")]
    [InlineData("weights.zip", "unpack")]
    [InlineData("notes.txt", "'notes.txt'")]
    public void Inspect_NoModelAnywhere_SaysWhatIsThere(string file, string expected)
    {
        Make($"x/{file}");

        var problem = Assert.Single(ModelBundle.Inspect(_folder.File("x")).Problems);

        Assert.Equal(BundleProblemCodes.NotAModel, problem.Code);
        Assert.Contains(expected, problem.Found, StringComparison.Ordinal);
        Assert.DoesNotContain("allowed:", problem.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("model.fp16.safetensors", "rename or copy it to model.safetensors")]
    [InlineData("tf_model.h5", "from_tf=True")]
    [InlineData("flax_model.msgpack", "from_flax=True")]
    [InlineData("model-00001-of-00002.safetensors", "index")]
    public void Inspect_WeightsOfAnotherKind_SaysWhatTheyAre(string file, string expected)
    {
        EmotionAI.Tests.TinyTextModel.Write(_folder.Path);
        File.Move(_folder.File("model.safetensors"), _folder.File(file));

        var text = Assert.Single(ModelBundle.Inspect(_folder.Path).Problems, problem => problem.Severity == BundleSeverity.Error).ToString();

        Assert.Contains($"'{file}'", text, StringComparison.Ordinal);
        Assert.Contains(expected, text, StringComparison.Ordinal);
        Assert.DoesNotContain("allowed:", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("model.safetensors")]
    [InlineData("vocab.txt")]
    public void Inspect_PointerOfGitLfs_SaysSoOnce(string file)
    {
        EmotionAI.Tests.TinyTextModel.Write(_folder.Path);
        _folder.Write(file, "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n");

        var problem = Assert.Single(ModelBundle.Inspect(_folder.Path).Problems, problem => problem.File == file);

        Assert.Contains("git lfs pull", problem.Found, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("acme/emo", "hf download acme/emo")]
    [InlineData("~/models/emo", "shell")]
    public void Load_NoFolderOfThatName_SaysWhatTheNameLooksLike(string name, string expected)
    {
        var message = Assert.Throws<EmotionAIException>(() => ModelBundle.Load(name)).Message;

        Assert.Contains(expected, message, StringComparison.Ordinal);
        Assert.Contains(Path.GetFullPath(name), message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("model.safetensors", "name the folder that holds it")]
    [InlineData("model.zip", "unpacked")]
    public void Load_FileInPlaceOfAFolder_SaysWhatToName(string file, string expected)
    {
        var path = _folder.Write(file, "x");

        Assert.Contains(expected, Assert.Throws<EmotionAIException>(() => ModelBundle.Load(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_NamedByAVariable_SaysWhichOne() =>
        Assert.Contains("TEXT_MODEL_DIR", Assert.Throws<ModelBundleException>(() => ModelBundle.Load(_folder.Path, null, "TEXT_MODEL_DIR")).Message, StringComparison.Ordinal);

    public void Dispose() => _folder.Dispose();

    private void Make(string file, string content = "")
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder.File(file))!);
        _folder.Write(file, content);
    }
}
