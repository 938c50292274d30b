using System.Globalization;
using EmotionAI.Audio;
using EmotionAI.Bundles;
using EmotionAI.Checkpoints;
using EmotionAI.Checkpoints.SafeTensors;
using EmotionAI.Tests.Bundles.Malformed;
using EmotionAI.Text;

namespace EmotionAI.Tests.Bundles;

/// <summary>Whatever the culture of the user: the same answers, and the same words and figures in every refusal.</summary>
public sealed class CultureTests
{
    public static TheoryData<string> Names => [.. Cultures.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Text_OfProblemsRefusalsAndAnswers_IsThatOfTheInvariantCulture(string culture)
    {
        var expected = Cultures.Run("", Everything);

        Assert.Equal(expected, Cultures.Run(culture, Everything));
        Assert.Contains("-2.5", expected, StringComparison.Ordinal);
        Assert.Contains("Score = 0.", expected, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_CultureMadeHere_WritesNumbersOtherwise() =>
        Assert.Equal("\u22122\u066B5", Cultures.Run(Cultures.Made, () => (-2.5).ToString(CultureInfo.CurrentCulture)));

    private static string Everything() => string.Join('\n', [.. Problems(), .. Refusals(), Answer()]);

    private static IEnumerable<string> Problems()
    {
        foreach (var (file, old, changed) in new[]
        {
            ("config.json", "\"num_hidden_layers\": 1", "\"num_hidden_layers\": 2"),
            ("config.json", "\"num_hidden_layers\": 1", "\"num_hidden_layers\": 2147483647"),
            ("config.json", "\"hidden_size\": 4", "\"hidden_size\": 6"),
            ("config.json", "\"vocab_size\": 10", "\"vocab_size\": 1234567"),
            ("config.json", "1e-12", "-2.5"),
            ("config.json", "\"1\": \"sad\"", "\"7\": \"sad\""),
            ("inference_config.json", "\"max_length\": 8", "\"max_length\": 1234567"),
            ("inference_config.json", "\"threshold\": 0.4", "\"threshold\": -0.4"),
            ("tokenizer_config.json", "\"model_max_length\": 16", "\"model_max_length\": 1.5"),
            ("tokenizer.json", "\"so\": 5", "\"so\": -5"),
            ("tokenizer.json", "[\"[SEP]\", 3]", "[\"[SEP]\", -3]"),
        })
        {
            using var folder = TinyFolders.Bert();
            folder.Write(file, File.ReadAllText(folder.File(file)).Replace(old, changed, StringComparison.Ordinal));
            yield return string.Join('\n', ModelBundle.Inspect(folder.Path).Problems).Replace(folder.Path, "", StringComparison.Ordinal);
        }

        using var speech = TinyFolders.SpeechBrain();
        var yaml = File.ReadAllText(speech.File("hyperparams.yaml"));
        foreach (var (old, changed) in new[] { ("n_fft: 400", "n_fft: -2.5"), ("n_mels: 8", "n_mels: 12"), ("sample_rate: 16000", "sample_rate: !ref <sample> * -2.5\nsample: 3"), ("input_size: 8", "input_size: -9") })
        {
            speech.Write("hyperparams.yaml", yaml.Replace(old, changed, StringComparison.Ordinal));
            yield return string.Join('\n', ModelBundle.Inspect(speech.Path).Problems).Replace(speech.Path, "", StringComparison.Ordinal);
        }
    }

    private static IEnumerable<string> Refusals()
    {
        byte[] wave = [.. "RIFF"u8, 0, 0, 0, 0, .. "WAVEfmt "u8, 16, 0, 0, 0, 1, 0, 2, 0, 0xFF, 0xFF, 0xFF, 0x7F, 0, 0, 0, 0, 4, 0, 16, 0, .. "data"u8, 4, 0, 0, 0, 1, 2, 3, 4];
        using var text = TinyFolders.Bert();
        using var textModel = TextEmotionClassifier.Load(text.Path);
        using var speech = TinyFolders.Onnx();
        using var speechModel = AudioEmotionClassifier.Load(speech.Path);
        using var files = new TemporaryFolder();
        Action[] operations =
        [
            () => AudioDecoder.Decode(wave),
            () => AudioDecoder.Decode([.. "fLaC"u8, 0x80, 0, 0, 34, .. new byte[34]]),
            () => speechModel.Classify(new AudioClip(new float[] { 32_768.5f, 0.5f, -2.5f }, 16_000)),
            () => speechModel.Classify(new AudioClip(new float[] { float.NaN, -2.5f }, 16_000)),
            () => speechModel.Classify(new AudioClip(new float[3], 2_000_000)),
            () => _ = new AudioClip(new float[3], 16_000, 2),
            () => textModel.Classify("hi", new ClassificationOptions { Threshold = -2.5f }),
            () => textModel.Classify("hi", new ClassificationOptions { TopK = -3 }),
            () => textModel.Classify(new string('a', 20_000_000)),
            () => StateOf(files.Write("model.safetensors", [255, 1, 0, 0, 0, 0, 0, 0, (byte)'{'])),
        ];
        foreach (var operation in operations)
        {
            yield return Record.Exception(operation)?.Message.Replace(files.Path, "", StringComparison.Ordinal) ?? "no refusal";
        }
    }

    private static string Answer()
    {
        using var folder = TinyFolders.Bert();
        using var classifier = TextEmotionClassifier.Load(folder.Path);
        return string.Join(' ', classifier.Classify("so happy").Scores);
    }

    private static void StateOf(string path)
    {
        using var state = new StateDictionary();
        SafeTensorsFile.Open(path, EmotionLimits.Default, state);
    }
}
