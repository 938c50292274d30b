using EmotionAI.Audio;
using EmotionAI.Audio.Decoding;

namespace EmotionAI.Tests.Audio.Decoding.Parity;

/// <summary>Real recordings: the MD5 that the encoder put into each file is the oracle, and the decoder checks it.</summary>
public sealed class FlacClipParityTests
{
    private const int SampleStep = 20;

    [Fact]
    public void Decode_RecordingsOfTheRepository_MatchTheirDigest() => AssertDigests(Files(Goldens.Root), 13, 13);

    [SharedFact("data/audio/ravdess")]
    public void Decode_Recordings_MatchTheirDigest() => AssertDigests([.. Files(Shared.Root!).Where((_, i) => i % SampleStep == 0)], 90, 110);

    private static List<string> Files(string root) => [.. Directory.GetFiles(Path.Combine(root, "data", "audio"), "*.flac", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    private static void AssertDigests(List<string> files, int fewest, int most)
    {
        Assert.InRange(files.Count, fewest, most);
        foreach (var file in files)
        {
            var source = new AudioSource(File.ReadAllBytes(file));
            var info = FlacReader.ReadStreamInfo(ref source, EmotionLimits.Default);
            Assert.NotEqual(default, info.Digest);
            var clip = AudioDecoder.Decode(file);
            Assert.Equal(info.TotalFrames, clip.FrameCount);
            Assert.Empty(clip.Warnings);
        }
    }
}
