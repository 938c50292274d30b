using EmotionAI.Audio;

namespace EmotionAI.Tests.Audio.Decoding.Malformed;

public sealed class ForeignCorpusTests
{
    private static readonly int FewestFiles = Shared.Root is null ? 290 : 600;

    [Fact]
    public void Decode_EveryHostileFile_FailsTypedOrGivesAClip()
    {
        var files = Goldens.AllFiles("*", "hostile").Select(file => Goldens.Path(file)).ToList();
        var refused = 0;
        foreach (var file in files)
        {
            try
            {
                AudioDecoder.Decode(file);
            }
            catch (EmotionAIException e)
            {
                Assert.Equal(file, e.Path);
                refused++;
            }
        }

        Assert.InRange(files.Count, FewestFiles, int.MaxValue);
        Assert.InRange(refused, files.Count - 50, files.Count - 20);
    }
}
