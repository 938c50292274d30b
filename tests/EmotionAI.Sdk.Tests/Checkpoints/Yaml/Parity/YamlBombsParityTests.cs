using EmotionAI.Checkpoints.Yaml;
using Xunit.Abstractions;

namespace EmotionAI.Tests.Checkpoints.Yaml.Parity;

/// <summary>The seven bombs: refused within 50 ms of processor time and 1 MiB.</summary>
public sealed class YamlBombsParityTests(ITestOutputHelper output)
{
    private const double MaximumMilliseconds = 50;
    private const long MaximumBytes = 1 << 20;

    [Fact]
    public void Read_Bombs_AreRefusedQuicklyAndInLittleMemory()
    {
        var files = Directory.GetFiles(Shared.Path("hostile", "yaml-bombs"), "*.yaml").Order(StringComparer.Ordinal).ToList();
        Assert.Equal(7, files.Count);
        YamlReader.Parse("warm: [up, &a {b: c}, *a]", "t.yaml", EmotionLimits.Default);

        foreach (var file in files)
        {
            var start = ThreadTime.Milliseconds();
            var bytes = GC.GetAllocatedBytesForCurrentThread();
            var e = Assert.Throws<EmotionAIException>(() => YamlReader.Read(file, EmotionLimits.Default));
            bytes = GC.GetAllocatedBytesForCurrentThread() - bytes;
            var milliseconds = ThreadTime.Milliseconds() - start;

            output.WriteLine($"{Path.GetFileName(file)}: {milliseconds:F2} ms, {bytes} bytes, {e.Message}");
            Assert.Equal(EmotionErrorCodes.LimitExceeded, e.Code);
            Assert.InRange(milliseconds, 0, MaximumMilliseconds);
            Assert.InRange(bytes, 0, MaximumBytes);
        }
    }
}
