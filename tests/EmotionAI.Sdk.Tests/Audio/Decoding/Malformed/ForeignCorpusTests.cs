using EmotionAI.Audio;

namespace EmotionAI.Tests.Audio.Decoding.Malformed;

public sealed class ForeignCorpusTests
{
    private const int FewestFiles = 600;

    [Fact]
    public void Decode_EveryHostileFile_FailsTypedOrGivesAClip()
    {
        var files = Directory.GetFiles(Shared.Path("hostile"), "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 });
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

        Assert.InRange(files.Length, FewestFiles, int.MaxValue);
        Assert.InRange(refused, files.Length - 50, files.Length - 20);
    }
}
