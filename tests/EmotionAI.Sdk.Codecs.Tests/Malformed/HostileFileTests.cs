using System.Diagnostics;
using EmotionAI.Audio;

namespace EmotionAI.Tests.Codecs.Malformed;

public sealed class HostileFileTests
{
    /// <summary>The least number of files, so that an empty folder is no success.</summary>
    private const int LeastFiles = 200;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    [Fact]
    public void Decode_HostileFiles_GiveAClipOrATypedError()
    {
        var files = Goldens.AllFiles("*", "hostile").ToList();

        Assert.InRange(files.Count, LeastFiles, int.MaxValue);
        foreach (var file in files)
        {
            var path = Goldens.Path(file.Split('/'));
            var clock = Stopwatch.StartNew();
            var plugged = Outcome(() => AudioDecoder.Decode(path, AudioCodecs.All));
            var builtIn = Outcome(() => AudioDecoder.Decode(path));

            Assert.True(clock.Elapsed < Longest, $"{file}: {clock.Elapsed}");
            Assert.Equal(builtIn, plugged);
        }
    }

    /// <summary>Each decoder is given what it would never recognise.</summary>
    [Fact]
    public void Decode_FilesOfAnotherFormat_AreATypedErrorOfEachDecoder()
    {
        string[] files = [.. Goldens.AllFiles("*", "hostile").Take(LeastFiles), .. Goldens.AllFiles("*", "golden", "audio", "decode").Where(file => !file.EndsWith(".npy", StringComparison.Ordinal))];
        foreach (var file in files)
        {
            foreach (var decoder in AudioCodecs.All)
            {
                using var stream = File.OpenRead(Goldens.Path(file.Split('/')));
                Outcome(() => decoder.Decode(stream, null, EmotionLimits.Default, CancellationToken.None));
            }
        }
    }

    private static string Outcome(Func<AudioClip> decode)
    {
        try
        {
            var clip = decode();
            return FormattableString.Invariant($"{clip.SampleRate} {clip.Channels} {clip.FrameCount} {clip.IsIncomplete}");
        }
        catch (EmotionAIException e)
        {
            Assert.NotNull(e.Path);
            return $"{e.Code} {e.Message}";
        }
    }
}
