using System.Globalization;

namespace EmotionAI.Tests.Timelines;

/// <summary>Has the programs that people use read what was written: Praat a TextGrid, ffmpeg subtitles.</summary>
public sealed class InstalledReaderTests : IDisposable
{
    private const string Tiers = """
        form Read
          sentence file
        endform
        Read from file: file$
        tiers = Get number of tiers
        for tier to tiers
          name$ = Get tier name: tier
          intervals = Get number of intervals: tier
          for interval to intervals
            begin = Get start time of interval: tier, interval
            finish = Get end time of interval: tier, interval
            label$ = Get label of interval: tier, interval
            appendFileLine: "<out>", name$, tab$, fixed$(begin, 6), tab$, fixed$(finish, 6), tab$, label$
          endfor
        endfor
        """;

    private static readonly string[] Labels = ["calm", "say \"no\"", "two\nlines", "ärger, 怒り", "item [2]:"];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [ProgramFact("praat")]
    public void Praat_TextGrid_IsReadAsItWasMeant()
    {
        EmotionSegment[] segments = [.. Labels.Select((label, i) => MadeSegments.Spoken(i + 0.25, i + 1, label, i % 2, Labels))];

        var rows = ReadTextGrid(segments);

        Assert.Equal(["emotion of channel 0", "emotion of channel 1"], rows.Select(row => row.Tier).Distinct());
        Assert.Equal([(0, .25, ""), (.25, 1, "calm"), (1, 2.25, ""), (2.25, 3, "two lines"), (3, 4.25, ""), (4.25, 5, "item [2]:")], rows.Where(row => row.Tier.EndsWith('0')).Select(row => (row.From, row.To, row.Label)));
        Assert.Equal([(0, 1.25, ""), (1.25, 2, "say \"no\""), (2, 3.25, ""), (3.25, 4, "ärger, 怒り"), (4, 5, "")], rows.Where(row => row.Tier.EndsWith('1')).Select(row => (row.From, row.To, row.Label)));
    }

    [ProgramFact("praat")]
    public void Praat_NoSegments_IsRead() => Assert.Equal(("emotion", 0, 0, ""), Assert.Single(ReadTextGrid()));

    [ProgramFact("ffmpeg", "ffprobe")]
    public void Ffmpeg_WebVtt_IsReadAsItWasMeant()
    {
        var file = _folder.File("call.vtt");
        using (var writer = new StreamWriter(file))
        {
            EmotionTimeline.WriteWebVtt([.. Labels.Append("<b>&amp;--></b>").Select((label, i) => MadeSegments.Spoken(i * 1_000, (i * 1_000) + 1.5, label, i % 2, [.. Labels, "<b>&amp;--></b>"]))], writer);
        }

        var packets = Programs.Run("ffprobe", "-v", "error", "-show_entries", "packet=pts_time,duration_time", "-of", "csv=p=0", file).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var text = Programs.Run("ffmpeg", "-v", "error", "-i", file, "-f", "webvtt", "-");

        Assert.Equal(Enumerable.Range(0, Labels.Length + 1).Select(i => (i * 1_000.0, 1.5)), packets.Select(packet => packet.Split(',')).Select(parts => (Number(parts[0]), Number(parts[1]))));
        Assert.Contains("ärger, 怒り 0.75", text, StringComparison.Ordinal);
        Assert.Contains("two lines 0.75", text, StringComparison.Ordinal);
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private List<(string Tier, double From, double To, string Label)> ReadTextGrid(params EmotionSegment[] segments)
    {
        var file = _folder.File("call.TextGrid");
        using (var writer = new StreamWriter(file))
        {
            EmotionTimeline.WriteTextGrid(segments, writer);
        }

        var (script, output) = (_folder.File("read.praat"), _folder.File("tiers.txt"));
        File.Delete(output);
        File.WriteAllText(script, Tiers.Replace("<out>", output, StringComparison.Ordinal));
        Programs.Run("praat", "--run", script, file);
        var text = File.ReadAllBytes(output) is [0xFE, 0xFF, ..] utf16 ? System.Text.Encoding.BigEndianUnicode.GetString(utf16)[1..] : File.ReadAllText(output);
        return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t')).Select(parts => (parts[0], Number(parts[1]), Number(parts[2]), parts[3]))];
    }
}
