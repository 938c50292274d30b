using System.Text;
using EmotionAI.SpeechBrain;
using EmotionAI.SpeechBrain.Yaml;
using Xunit.Abstractions;

namespace EmotionAI.Tests.SpeechBrain.Malformed;

/// <summary>Damaged text files give a description or a typed refusal, never another exception.</summary>
public sealed class SpeechBrainFolderFuzzTests(ITestOutputHelper output)
{
    private const int Mutations = 3000;
    private const int Seed = 20261126;

    /// <summary>Every cut is parsed; every so many bytes the folder is opened as well.</summary>
    private const int FolderStep = 9;

    /// <summary>Bytes from the start of which every bit is flipped; behind them one bit in <see cref="BitStep"/>.</summary>
    private const int WholeBytes = 256;
    private const int BitStep = 11;

    private static readonly string[] Pieces = ["!ref <a>", "<", ">", "&a ", "*a", "[", "]", "{", "}", ": ", "- ", "? ", "'", "\"", "|", ">", "#", "!", "!new:", "!!", "%", "\t", "\n", "\r", "\u0085", "\u2028", "(", ")", "**", ",", "\\", "\0", "\uFFFE", "é", "<<: *a\n", "---\n", "...\n"];

    [Fact]
    public void Open_YamlCutAtEveryByte_IsReadOrRefused()
    {
        using var model = new TemporaryModel();
        var path = Path.Combine(model.Root, "hyperparams.yaml");
        var whole = File.ReadAllBytes(path);
        var opened = 0;
        for (var length = 0; length <= whole.Length; length++)
        {
            Walk(whole[..length]);
            if (length % FolderStep == 0 || length == whole.Length)
            {
                File.WriteAllBytes(path, whole[..length]);
                opened += Open(model) ? 1 : 0;
            }
        }

        output.WriteLine($"{opened} of {whole.Length / FolderStep} opened");
        Assert.InRange(opened, 1, whole.Length / FolderStep);
    }

    [Fact]
    public void Create_YamlWithBitsFlipped_IsReadOrRefused()
    {
        using var model = new TemporaryModel("sb-train-ecapa");
        var whole = File.ReadAllBytes(Path.Combine(model.Root, "results", "ECAPA-TDNN", "1968", "hyperparams.yaml"));
        var read = 0;
        var flips = 0;
        for (var bit = 0; bit < whole.Length * 8; bit += bit < WholeBytes * 8 ? 1 : BitStep)
        {
            var bytes = (byte[])whole.Clone();
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            read += Walk(bytes) ? 1 : 0;
            flips++;
        }

        output.WriteLine($"{read} of {flips} read");
        Assert.InRange(read, 1, flips - 1);
    }

    [Fact]
    public void Create_YamlWithPiecesOfSyntaxPutIn_IsReadOrRefused()
    {
        using var model = new TemporaryModel();
        var random = new Random(Seed);
        var whole = model.Yaml;
        var read = 0;
        for (var i = 0; i < Mutations; i++)
        {
            var text = new StringBuilder(whole);
            for (var change = random.Next(1, 4); change > 0; change--)
            {
                var at = random.Next(text.Length);
                if (random.Next(3) == 0)
                {
                    text.Remove(at, Math.Min(random.Next(1, 40), text.Length - at));
                }
                else
                {
                    text.Insert(at, string.Concat(Enumerable.Repeat(Pieces[random.Next(Pieces.Length)], random.Next(10) == 0 ? 2000 : 1)));
                }
            }

            read += Walk(Encoding.UTF8.GetBytes(text.ToString())) ? 1 : 0;
        }

        output.WriteLine($"seed {Seed}: {read} of {Mutations} read");
        Assert.InRange(read, 1, Mutations - 1);
    }

    [Fact]
    public void Parse_LabelsCutOrFlipped_AreReadOrRefused()
    {
        var whole = "'neu' => 0\n\"it's\" => 1\n'\\xe9\\n' => 2\n================\n'starting_index' => 0\n"u8.ToArray();
        for (var i = 0; i < whole.Length * 8; i++)
        {
            var bytes = (byte[])whole.Clone();
            bytes[i / 8] ^= (byte)(1 << (i % 8));
            Quietly(() => LabelEncoderFile.Parse(bytes, "label_encoder.txt"));
            Quietly(() => LabelEncoderFile.Parse(bytes.AsSpan(0, i / 8), "label_encoder.txt"));
        }

        Assert.True(Quietly(() => LabelEncoderFile.Parse(whole, "label_encoder.txt")));
    }

    // Resolves every value as deep as it goes, so that the references are exercised as well.
    private static bool Walk(byte[] yaml) => Quietly(() =>
    {
        var parameters = HyperParameters.Create(YamlReader.Parse(yaml, "/model/hyperparams.yaml", EmotionLimits.Default), "/model/hyperparams.yaml", EmotionLimits.Default, new HyperInclude("/model", EmotionLimits.Default, 0));
        foreach (var key in parameters.Keys)
        {
            Quietly(() => Walk(parameters.Find(key)!, 0));
        }
    });

    private static void Walk(HyperValue value, int depth)
    {
        if (depth > 40)
        {
            return;
        }

        _ = value.Describe();
        foreach (var key in value.Node.Entries.Keys)
        {
            Quietly(() => Walk(value.Find(key)!, depth + 1));
        }

        for (var i = 0; i < Math.Min(value.Count, 8); i++)
        {
            var index = i;
            Quietly(() => Walk(value.Item(index), depth + 1));
        }
    }

    private static bool Open(TemporaryModel model) => Quietly(() => SpeechBrainFolder.Open(model.Root, EmotionLimits.Default));

    private static bool Quietly(Action action)
    {
        try
        {
            action();
            return true;
        }
        catch (EmotionAIException)
        {
            return false;
        }
    }
}
