using EmotionAI.SpeechBrain.Yaml;
using Xunit.Abstractions;

namespace EmotionAI.Tests.SpeechBrain.Yaml.Parity;

/// <summary>The seven bombs: refused within 1 MiB.</summary>
public sealed class YamlBombsParityTests(ITestOutputHelper output)
{
    private const long MaximumBytes = 1 << 20;

    [SharedFact("hostile/yaml-bombs")]
    public void Read_Bombs_AreRefusedInLittleMemory()
    {
        var files = Directory.GetFiles(Shared.Path("hostile", "yaml-bombs"), "*.yaml").Order(StringComparer.Ordinal).ToList();
        Assert.Equal(7, files.Count);
        YamlReader.Parse("warm: [up, &a {b: c}, *a]", "t.yaml", EmotionLimits.Default);

        foreach (var file in files)
        {
            var bytes = GC.GetAllocatedBytesForCurrentThread();
            var e = Assert.Throws<EmotionAIException>(() => YamlReader.Read(file, EmotionLimits.Default));
            bytes = GC.GetAllocatedBytesForCurrentThread() - bytes;

            output.WriteLine($"{Path.GetFileName(file)}: {bytes} bytes, {e.Message}");
            Assert.Equal(EmotionErrorCodes.LimitExceeded, e.Code);
            Assert.InRange(bytes, 0, MaximumBytes);
        }
    }
}
