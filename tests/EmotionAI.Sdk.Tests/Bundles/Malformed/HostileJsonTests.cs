using System.Buffers.Binary;
using System.Text;
using System.Text.RegularExpressions;
using EmotionAI.Audio;
using EmotionAI.Bundles;
using EmotionAI.Tests.Checkpoints;
using EmotionAI.Text;

namespace EmotionAI.Tests.Bundles.Malformed;

/// <summary>Whatever one number, key or text of a folder becomes: the folder answers as before where nobody reads it, else with listed problems or finite scores, and never asks for memory that its bytes do not justify.</summary>
public sealed partial class HostileJsonTests
{
    private const int BytesPerByte = 8;
    private const int Slack = 64 << 10;

    /// <summary>One changed value is told in a few problems: at most one for each tensor that the tiny model has, never one for each that a number asks for.</summary>
    private const int MostProblems = 60;

    /// <summary>What no reader reads, in value or name: such a change changes nothing.</summary>
    private static readonly string[] Irrelevant =
    [
        "config.json initializer_range", "config.json transformers_version", "config.json torch_dtype", "config.json label2id", "config.json type_vocab_size", "config.json d_model", "config.json year",
        "config.json vocoder_interface", "tokenizer.json decoder", "tokenizer.json added_tokens.special", "tokenizer_config.json name_or_path", "tokenizer_config.json added_tokens_decoder.1.special",
        "inference_config.json note", "inference_config.json unread", "model_meta.json macro_f1", "model_meta.json remarks",
        "model.safetensors.index.json metadata.total_size = ", "preprocessor_config.json nb_max_frames", "preprocessor_config.json n_samples", "preprocessor_config.json padding",
    ];

    public static TheoryData<string> Kinds => [nameof(TinyFolders.Bert), nameof(TinyFolders.BertWithNumLabels), nameof(TinyFolders.BertInShards), nameof(TinyFolders.Onnx), nameof(TinyFolders.OnnxText), nameof(TinyFolders.SpeechBrain)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Inspect_OneJsonValueChanged_AnswersAsBeforeOrWithProblemsOrFiniteScores(string kind)
    {
        using var folder = Make(kind);
        var before = Answer(folder.Path);
        Assert.DoesNotContain("problem", before, StringComparison.Ordinal);
        var budget = Allocated(folder.Path) + (BytesPerByte * Directory.GetFiles(folder.Path).Sum(file => new FileInfo(file).Length)) + Slack;
        var failures = new List<string>();
        foreach (var path in Directory.GetFiles(folder.Path, "*.json"))
        {
            var json = File.ReadAllBytes(path);
            foreach (var (place, changed) in JsonMutations.Of(json))
            {
                File.WriteAllBytes(path, changed);
                var where = $"{Path.GetFileName(path)} {place}";
                Try(folder.Path, where, Irrelevant.Any(key => where.StartsWith(key, StringComparison.Ordinal)) ? before : null, budget, failures);
            }

            File.WriteAllBytes(path, json);
        }

        Assert.True(failures.Count == 0, string.Join('\n', failures));
    }

    [Fact]
    public void Inspect_OneValueOfASafeTensorsHeaderChanged_AnswersWithProblemsOrFiniteScores()
    {
        using var folder = TinyFolders.Bert();
        var budget = Allocated(folder.Path) + (BytesPerByte * Directory.GetFiles(folder.Path).Sum(file => new FileInfo(file).Length)) + Slack;
        var weights = File.ReadAllBytes(folder.File("model.safetensors"));
        var length = (int)BinaryPrimitives.ReadUInt64LittleEndian(weights);
        var failures = new List<string>();
        foreach (var (place, changed) in JsonMutations.Of(weights[sizeof(ulong)..(sizeof(ulong) + length)]))
        {
            folder.Write("model.safetensors", SafeTensorsBuilder.Build(Encoding.UTF8.GetString(changed), weights[(sizeof(ulong) + length)..]));
            Try(folder.Path, $"model.safetensors {place}", null, budget, failures);
        }

        Assert.True(failures.Count == 0, string.Join('\n', failures));
    }

    [PosixTheory]
    [InlineData("model.safetensors")]
    [InlineData("model-00001-of-00001.safetensors")]
    [InlineData("model.safetensors.index.json")]
    [InlineData("config.json")]
    [InlineData("tokenizer.json")]
    public void Inspect_LinkToAnEndlessDevice_IsAProblemOfThatFile(string file)
    {
        using var folder = file == "model.safetensors" ? TinyFolders.Bert() : TinyFolders.BertInShards();
        File.Delete(folder.File(file));
        File.CreateSymbolicLink(folder.File(file), "/dev/zero");

        var problems = ModelBundle.Inspect(folder.Path, new EmotionLimits { JsonBytes = 1 << 16, TokenizerJsonBytes = 1 << 16 }).Problems;

        Assert.Contains(problems, problem => problem.Severity == BundleSeverity.Error && problem.File == file);
    }

    [Fact]
    public void Inspect_OneYamlNumberChanged_AnswersWithProblemsOrFiniteScores()
    {
        using var folder = TinyFolders.SpeechBrain();
        var budget = Allocated(folder.Path) + (BytesPerByte * Directory.GetFiles(folder.Path).Sum(file => new FileInfo(file).Length)) + Slack;
        var yaml = File.ReadAllText(folder.File("hyperparams.yaml"));
        var failures = new List<string>();
        foreach (var number in Number().EnumerateMatches(yaml))
        {
            foreach (var value in (string[])["0", "-1", "1048576", "2147483647", "9223372036854775808", "1e300"])
            {
                folder.Write("hyperparams.yaml", yaml.Remove(number.Index, number.Length).Insert(number.Index, value));
                Try(folder.Path, $"hyperparams.yaml {number.Index} = {value}", null, budget, failures);
            }
        }

        Assert.True(failures.Count == 0, string.Join('\n', failures));
    }

    private static TemporaryFolder Make(string kind) => kind switch
    {
        nameof(TinyFolders.Bert) => TinyFolders.Bert(),
        nameof(TinyFolders.BertWithNumLabels) => TinyFolders.BertWithNumLabels(),
        nameof(TinyFolders.BertInShards) => TinyFolders.BertInShards(),
        nameof(TinyFolders.Onnx) => TinyFolders.Onnx(),
        nameof(TinyFolders.OnnxText) => TinyFolders.OnnxText(),
        _ => TinyFolders.SpeechBrain(),
    };

    private static void Try(string folder, string where, string? expected, long budget, List<string> failures)
    {
        try
        {
            var allocated = Allocated(folder);
            if (allocated > budget)
            {
                failures.Add($"{where}: allocates {allocated} bytes, {budget} are justified");
            }

            var answer = Answer(folder);
            if (expected is not null && answer != expected)
            {
                failures.Add($"{where}: {answer} in place of {expected}");
            }
        }
        catch (Exception e) when (e is not EmotionAIException)
        {
            failures.Add($"{where}: {e.GetType().Name}: {e.Message}");
        }
    }

    private static long Allocated(string folder)
    {
        ModelBundle.Inspect(folder);
        var before = GC.GetAllocatedBytesForCurrentThread();
        ModelBundle.Inspect(folder);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static string Answer(string folder)
    {
        var bundle = ModelBundle.Inspect(folder);
        if (!bundle.IsUsable)
        {
            return bundle.Problems.Count is > 0 and <= MostProblems ? $"problem {bundle.Problems[0]}" : throw new InvalidOperationException($"not usable, and {bundle.Problems.Count} problems listed");
        }

        var prediction = bundle.Text is null ? ClassifyAudio(folder) : ClassifyText(folder);
        return prediction.Scores.All(score => float.IsFinite(score.Score))
            ? new StringBuilder().AppendJoin(' ', prediction.Scores).Append(' ').AppendJoin(' ', prediction.Labels).ToString()
            : throw new InvalidOperationException("scores that are not finite");
    }

    private static EmotionPrediction ClassifyText(string folder)
    {
        using var classifier = TextEmotionClassifier.Load(folder);
        return classifier.Classify("So happys, a b!");
    }

    private static EmotionPrediction ClassifyAudio(string folder)
    {
        using var classifier = AudioEmotionClassifier.Load(folder);
        return classifier.Classify(new AudioClip(Enumerable.Range(0, 4_000).Select(i => MathF.Sin(i * i * 1e-3f)).ToArray(), 16_000));
    }

    [GeneratedRegex(@"(?<=[:,\[] ?)[0-9]+(?=[,\]\n])")]
    private static partial Regex Number();
}
