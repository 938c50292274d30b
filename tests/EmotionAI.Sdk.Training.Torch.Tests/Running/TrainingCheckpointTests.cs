using EmotionAI.Training.Torch;
using EmotionAI.Training.Torch.Loading;
using EmotionAI.Training.Torch.Running;
using EmotionAI.Training.Writing;
using TorchSharp;

namespace EmotionAI.Tests.Running;

public sealed class TrainingCheckpointTests
{
    [TorchFact]
    public void Save_Twice_KeepsTheLastAndTheBest()
    {
        TorchLibrary.Load();
        using var folder = new TemporaryFolder();
        using var tensor = torch.arange(6, torch.ScalarType.Float32).reshape(2, 3);
        var checkpoint = new TrainingCheckpoint(folder.Path, "same");
        var state = new TrainingState { Step = 4, BestStep = 4, Best = 0.1 + 0.2, Stale = 1, LossSum = 1.0 / 3, LossCount = 2 };
        state.Curve.Add(new TrainingPoint(4, 0.7, 0.3));
        checkpoint.Save(state, [("w", tensor)], [new NamedTensor("w", [2], new float[] { 8, 9 })]);
        state.Step = 6;
        checkpoint.Save(state, [("w", tensor)], [new NamedTensor("w", [2], new float[] { 8, 9 })]);

        Assert.Equal(["best-00000004", "step-00000006"], Directory.GetFileSystemEntries(folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.True(checkpoint.TryOpen(out var read, out var weights, out var best));
        using (weights)
        using (best)
        {
            Assert.Equal((6, 4, state.Best, 1, state.LossSum, 2), (read.Step, read.BestStep, read.Best, read.Stale, read.LossSum, read.LossCount));
            Assert.Equal(state.Curve, read.Curve);
            Assert.True(weights!.TryRead("w", out var values, out var shape));
            Assert.Equal([0, 1, 2, 3, 4, 5], values);
            Assert.Equal([2, 3], shape);
            Assert.True(best!.TryRead("w", out values, out _));
            Assert.Equal([8, 9], values);
        }
    }

    [Fact]
    public void TryOpen_WhatAKillLeftHalfWritten_IsNoCheckpoint()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File(".step-00000009.new"));
        Directory.CreateDirectory(folder.File("step-mine"));

        Assert.False(new TrainingCheckpoint(folder.Path, "same").TryOpen(out _, out _, out _));
    }

    [Theory]
    [InlineData("{\"training\":\"other\"}", "of other data, another base model or other options")]
    [InlineData("{\"training\":\"same\"}", "the state of a training is broken")]
    [InlineData("[]", "the state of a training is broken")]
    [InlineData("{\"training\":\"same\",\"step\":\"x\"}", "the state of a training is broken")]
    [InlineData("{", "the state of a training is broken")]
    public void TryOpen_ABrokenOrForeignState_SaysWhatIsAllowed(string json, string expected)
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("step-00000009"));
        folder.Write("step-00000009/state.json", json);

        var fault = Assert.Throws<EmotionAIException>(() => new TrainingCheckpoint(folder.Path, "same").TryOpen(out _, out _, out _));

        Assert.Contains(expected, fault.Message);
        Assert.Contains("empty", fault.Message);
    }
}
