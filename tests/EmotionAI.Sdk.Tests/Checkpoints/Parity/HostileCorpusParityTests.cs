using System.Text.Json;
using EmotionAI.Checkpoints.Onnx;
using EmotionAI.Checkpoints.SafeTensors;
using EmotionAI.Checkpoints.TorchZip;

namespace EmotionAI.Tests.Checkpoints.Parity;

public class HostileCorpusParityTests
{
    private const string DisallowedGlobal = "refuse: disallowed global ";

    // A mark lies between the two strings of the global: malformed before anything is asked for.
    private static readonly string[] MarkInsideGlobal = ["test_bad_mark_028.pkl", "test_bad_mark_029.pkl"];

    public static TheoryData<string, string> SafeTensors
    {
        get
        {
            var data = new TheoryData<string, string>();
            using var json = JsonDocument.Parse(File.ReadAllBytes(Goldens.Path("hostile", "safetensors-hf", "EXPECTED.json")));
            foreach (var item in json.RootElement.EnumerateArray())
            {
                data.Add(item.GetProperty("file").GetString()!, item.GetProperty("expected").GetString()!);
            }

            return data;
        }
    }

    public static TheoryData<string> Zips => new(Goldens.Files("*.zip", "hostile", "zip-cpython").Order()!);

    [Theory]
    [MemberData(nameof(SafeTensors))]
    public void Open_SafeTensorsCorpus_AgreesWithTheReference(string file, string expected)
    {
        var error = Opening.Probe(SafeTensorsFile.Open, Goldens.Path("hostile", "safetensors-hf", file));

        var phrase = expected switch
        {
            "OK" => null,
            "HeaderTooSmall" => "empty",
            "HeaderTooLarge" or "InvalidHeaderLength" => "header length",
            "InvalidHeader" => "not UTF-8",
            "InvalidHeaderDeserialization" => "JSON",
            "InvalidOffset" => "overlaps",
            "ValidationOverflow" => "overflow",
            "TensorInvalidInfo" => "need",
            "MetadataIncompleteBuffer" => file.Contains("_1", StringComparison.Ordinal) ? "after the last tensor" : "cut off",
            _ => throw new InvalidDataException(expected),
        };
        Assert.True((phrase is null) == (error is null), $"expected {expected}, actual {error?.Message ?? "OK"}");
        Assert.Contains(phrase ?? string.Empty, error?.Message ?? string.Empty, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Zips))]
    public void Open_ZipCorpus_IsRefused(string file)
    {
        var error = Opening.Refuse(TorchZipFile.Open, Goldens.Path("hostile", "zip-cpython", file));

        var phrase = file switch
        {
            _ when file.StartsWith("Decryption", StringComparison.Ordinal) => "encrypted",
            _ when file.StartsWith("Deflate", StringComparison.Ordinal) || file.StartsWith("Bzip", StringComparison.Ordinal) || file.StartsWith("Lzma", StringComparison.Ordinal) => "compressed",
            "test_unsupported_compression.zip" => "compressed",
            "test_unsupported_version.zip" => "version",
            _ => "zip",
        };
        Assert.Contains(phrase, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_PickleCorpus_RefusesEveryGlobalByName()
    {
        using var folder = new TempFolder();
        using var json = JsonDocument.Parse(File.ReadAllBytes(Goldens.Path("hostile", "PICKLE_EXPECTED.json")));
        var named = 0;
        foreach (var item in json.RootElement.EnumerateArray().Where(item => item.GetProperty("kind").GetString() == "pickle"))
        {
            var file = item.GetProperty("file").GetString()!;
            var expected = item.GetProperty("expected").GetString()!;
            var bytes = File.ReadAllBytes(Goldens.Path("hostile", file));
            var zipped = Opening.Probe(TorchFile.Open, folder.Write("zipped.bin", TorchBuilder.Zip(bytes)));
            var bare = Opening.Refuse(TorchFile.Open, folder.Write("bare.bin", bytes));

            Assert.True(zipped is not null, file);
            if (expected.StartsWith(DisallowedGlobal, StringComparison.Ordinal) && !expected.EndsWith("?.?", StringComparison.Ordinal) && !MarkInsideGlobal.Contains(Path.GetFileName(file)))
            {
                var global = expected[DisallowedGlobal.Length..];
                named++;
                Assert.True(zipped.Code == EmotionErrorCodes.CodeRefused && zipped.Message.Contains(global, StringComparison.Ordinal), $"{file}: expected {global}, actual {zipped.Message}");
                Assert.True(bare.Code == EmotionErrorCodes.CodeRefused && bare.Message.Contains(global, StringComparison.Ordinal), $"{file}: expected {global}, actual {bare.Message}");
            }
        }

        Assert.Equal(20, named);
    }

    [Theory]
    [InlineData("ext_abs.onnx", EmotionErrorCodes.PathOutside, "absolute")]
    [InlineData("ext_dotdot.onnx", EmotionErrorCodes.PathOutside, "climbs out")]
    [InlineData("ext_marker.onnx", EmotionErrorCodes.PathOutside, "memory")]
    [InlineData("ext_link.onnx", EmotionErrorCodes.FileMissing, "link.bin")]
    [InlineData("ext_ok.onnx", EmotionErrorCodes.FileMissing, "w.bin")]
    public void Open_OnnxCorpus_IsRefused(string file, string code, string mention)
    {
        var error = Assert.Throws<EmotionAIException>(() => OnnxModelFile.Open(Goldens.Path("hostile", "onnx-made", file), EmotionLimits.Default));

        Assert.Equal(code, error.Code);
        Assert.Contains(mention, error.Message, StringComparison.Ordinal);
    }

    [PosixFact]
    public void Open_OnnxWithLinkOutside_IsRefused()
    {
        using var folder = new TempFolder();
        var model = folder.Write("model/ext_link.onnx", File.ReadAllBytes(Goldens.Path("hostile", "onnx-made", "ext_link.onnx")));
        File.CreateSymbolicLink(folder.File("model/link.bin"), folder.Write("elsewhere/secret.bin", new byte[16]));

        var error = Assert.Throws<EmotionAIException>(() => OnnxModelFile.Open(model, EmotionLimits.Default));

        Assert.Equal(EmotionErrorCodes.PathOutside, error.Code);
        Assert.Contains("link", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_OnnxWithDataBeside_GivesItsPlace()
    {
        using var folder = new TempFolder();
        var model = folder.Write("ext_ok.onnx", File.ReadAllBytes(Goldens.Path("hostile", "onnx-made", "ext_ok.onnx")));
        folder.Write("w.bin", new byte[16]);

        var place = Assert.Single(OnnxModelFile.Open(model, EmotionLimits.Default).ExternalData);

        Assert.Equal(("w", "w.bin", 0L, 16L), (place.Tensor, place.Location, place.Offset, place.Length));
    }

    [Fact]
    public void Open_WholeCorpusThroughEveryReader_OnlyRefuses()
    {
        var files = Goldens.AllFiles("*", "hostile").Select(file => Goldens.Path(file)).ToList();
        Assert.True(files.Count > (Shared.Root is null ? 290 : 500), $"{files.Count} files");
        foreach (var path in files)
        {
            Opening.Probe(SafeTensorsFile.Open, path);
            Opening.Probe(TorchFile.Open, path);
            Opening.Probe(TorchZipFile.Open, path);
            Opening.Probe(LegacyTorchFile.Open, path);
            Opening.ProbeOnnx(path);
        }
    }
}
