using EmotionAI.Audio;

namespace EmotionAI.Tests.Audio.Parity;

/// <summary>Holds the published figure of docs/accuracy.md: no clip of RAVDESS or EmoDB is taken for one in which nobody speaks.</summary>
public sealed class SpeechGateParityTests
{
    private const int WindowSeconds = 5;

    [SharedFact("RAVDESS and EmoDB")]
    public void Measure_RavdessAndEmoDb_GatesNone()
    {
        string[] paths = [.. Directory.GetFiles(Shared.Path("data", "audio", "ravdess"), "*.flac"), .. Directory.GetFiles(Shared.Path("data", "audio", "emodb"), "*.flac")];

        var gated = paths.AsParallel().Where(path => AudioDecoder.Decode(path) is var clip && ClipQuality.Measure(clip, Math.Min(clip.FrameCount, WindowSeconds * clip.SampleRate), out _).NoSpeech is not null).Select(Path.GetFileName).ToList();

        Assert.Equal(1_975, paths.Length);
        Assert.Empty(gated);
    }
}
