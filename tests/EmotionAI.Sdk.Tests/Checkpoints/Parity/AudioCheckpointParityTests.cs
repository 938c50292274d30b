using EmotionAI.Checkpoints;
using EmotionAI.Checkpoints.HuggingFace;
using EmotionAI.Checkpoints.Onnx;
using EmotionAI.Checkpoints.TorchZip;

namespace EmotionAI.Tests.Checkpoints.Parity;

public class AudioCheckpointParityTests
{
    private static readonly string[] TextFiles = ["brain.ckpt", "counter.ckpt", "dataloader-TRAIN.ckpt", "label_encoder.ckpt"];

    public static TheoryData<string> HuggingFaceModels => new(Goldens.Folders("hf-*", "golden", "audio", "models").Order()!);

    public static TheoryData<string> Checkpoints => new(AllCheckpoints().Where(path => !TextFiles.Contains(Path.GetFileName(path))));

    public static TheoryData<string> TextCheckpoints => new(AllCheckpoints().Where(path => TextFiles.Contains(Path.GetFileName(path))));

    [SharedTheory("golden/audio/models/hf-ast")]
    [MemberData(nameof(HuggingFaceModels))]
    public void Open_GoldenFolder_IsFinite(string model)
    {
        using var tensors = CheckpointFolder.Open(Goldens.Path("golden", "audio", "models", model), EmotionLimits.Default);

        Assert.True(tensors.Count > 10, $"{tensors.Count} tensors");
        Assert.All(tensors.Tensors, t => Assert.True(TensorReader.AllFinite(t), t.Name));
    }

    [Theory]
    [MemberData(nameof(Checkpoints))]
    public void Open_GoldenCheckpoint_IsFinite(string path)
    {
        using var tensors = Opening.Open(TorchFile.Open, Goldens.Path(path));

        Assert.True(tensors.Count > 0 || Path.GetFileName(path).StartsWith("lr_annealing", StringComparison.Ordinal), path);
        Assert.All(tensors.Tensors, t => Assert.True(TensorReader.AllFinite(t), t.Name));
    }

    [Theory]
    [MemberData(nameof(TextCheckpoints))]
    public void Open_TextCalledCheckpoint_SaysThatItIsText(string path)
    {
        var error = Opening.Refuse(TorchFile.Open, Goldens.Path(path));

        Assert.Equal(EmotionErrorCodes.FormatInvalid, error.Code);
        Assert.Contains("plain text", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_Normalizer_GivesNumbersAndNestedTensors()
    {
        using var tensors = Opening.Open(TorchFile.Open, Goldens.Path("golden", "audio", "models", "sb-ecapa-xvecclassifier-globalnorm", "normalizer.ckpt"));

        Assert.Equal(2930, TensorReader.ReadScalar(tensors.Get("count")));
        Assert.Equal([60L], tensors.Get("glob_mean").Shape);
        Assert.Equal([60L], tensors.Get("glob_std").Shape);
        Assert.Equal([3L], tensors.Get("spk_dict_mean.0").Shape);
        Assert.Equal(1, TensorReader.ReadScalar(tensors.Get("spk_dict_count.0")));
    }

    [Fact]
    public void Open_ShippedOnnx_TellsItsInputAndOutput()
    {
        var model = OnnxModelFile.Open(Goldens.Path("models", "audio", "checkpoint", "model.onnx"), EmotionLimits.Default);

        var input = Assert.Single(model.Inputs);
        Assert.Equal(OnnxElementType.Float, input.ElementType);
        Assert.Equal(80, input.Shape![1].Size);
        Assert.Equal(500, input.Shape[2].Size);
        Assert.Equal(8, model.Outputs[0].Shape![^1].Size);
        Assert.Empty(model.ExternalData);
        Assert.Empty(model.NonFinite);
        Assert.Contains(model.OperatorSets, set => set.Domain.Length == 0 && set.Version >= 13);
    }

    private static IEnumerable<string> AllCheckpoints() => Goldens.AllFiles("*.ckpt", "golden", "audio", "models")
        .Concat(Goldens.AllFiles("*.ckpt", "models", "audio-speechbrain"));
}
