using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using EmotionAI.Audio;

namespace EmotionAI.Tests.Codecs.Installed;

/// <summary>Has a browser record a clip as web pages do, and classifies what it made.</summary>
public sealed class BrowserRecordingTests : IDisposable
{
    private const double ScoreTolerance = 0.01;

    private const string Page = """
        <!doctype html><script>
        (async () => {
          try {
            const bytes = await (await fetch('/clip.wav')).arrayBuffer();
            const context = new AudioContext({ sampleRate: 48000 });
            const source = context.createBufferSource();
            source.buffer = await context.decodeAudioData(bytes);
            const gain = context.createGain();
            gain.gain.value = 0.4;
            const target = context.createMediaStreamDestination();
            source.connect(gain).connect(target);
            const parts = [];
            const recorder = new MediaRecorder(target.stream, { mimeType: 'audio/webm;codecs=opus' });
            recorder.ondataavailable = event => parts.push(event.data);
            recorder.onstop = () => fetch('/recorded', { method: 'POST', body: new Blob(parts) });
            source.onended = () => setTimeout(() => recorder.stop(), 200);
            await context.resume();
            recorder.start(250);
            source.start();
          } catch (error) {
            await fetch('/failed', { method: 'POST', body: String(error) });
          }
        })();
        </script>
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [ProgramFact("chromium", "ffmpeg")]
    public async Task ClassifyFile_RecordingOfChromium_GivesTheScoresOfTheWavOfLibopus()
    {
        Programs.Run("ffmpeg", "-v", "error", "-y", "-i", Goldens.Path("data", "audio", "emodb", "03a01Fa.flac"), _folder.File("clip.wav"));
        var file = _folder.Write("recorded.webm", await RecordAsync(File.ReadAllBytes(_folder.File("clip.wav"))));
        using var classifier = AudioEmotionClassifier.LoadDefault(new AudioEmotionOptions { Decoders = [.. AudioCodecs.All] });

        var clip = AudioDecoder.Decode(file, AudioCodecs.All);
        var expected = classifier.ClassifyFile(FfmpegOracle.ToWav(file, _folder, isOpus: true)).Scores;
        var actual = classifier.ClassifyFile(file).Scores;

        Assert.InRange(clip.Duration.TotalSeconds, 1.5, 4);
        Assert.True(clip.Samples.ToArray().Max() > 0.05);
        Assert.Equal(FfmpegOracle.Decode(file, _folder, isOpus: true).Length, clip.Samples.Length);
        Assert.All(expected.Zip(actual), pair => Assert.InRange(Math.Abs(pair.First.Score - pair.Second.Score), 0, ScoreTolerance));
    }

    private async Task<byte[]> RecordAsync(byte[] wav)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var stop = new CancellationTokenSource(Patience);
        var recorded = ServeAsync(listener, wav, stop.Token);
        string[] arguments =
        [
            "--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--autoplay-policy=no-user-gesture-required", $"--user-data-dir={_folder.File("profile")}",
            $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/",
        ];
        var start = new ProcessStartInfo(Programs.Find("chromium")!, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var browser = Process.Start(start)!;
        browser.OutputDataReceived += (_, _) => { };
        browser.ErrorDataReceived += (_, _) => { };
        browser.BeginOutputReadLine();
        browser.BeginErrorReadLine();
        try
        {
            return await recorded;
        }
        finally
        {
            browser.Kill(entireProcessTree: true);
            await browser.WaitForExitAsync(CancellationToken.None);
        }
    }

    /// <summary>Answers the requests of one page, one connection each, until the recording comes.</summary>
    private static async Task<byte[]> ServeAsync(TcpListener listener, byte[] wav, CancellationToken stop)
    {
        while (true)
        {
            using var client = await listener.AcceptTcpClientAsync(stop);
            await using var stream = client.GetStream();
            var (head, body) = await ReadAsync(stream, stop);
            if (head.Length == 0)
            {
                // A browser opens connections ahead and closes those that it does not need.
                continue;
            }

            var answer = head.StartsWith("GET /clip.wav", StringComparison.Ordinal) ? wav : head.StartsWith("GET / ", StringComparison.Ordinal) ? Encoding.UTF8.GetBytes(Page) : [];
            var kind = answer == wav ? "audio/wav" : "text/html";
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {answer.Length}\r\nConnection: close\r\n\r\n"), stop);
            await stream.WriteAsync(answer, stop);
            Assert.False(head.StartsWith("POST /failed", StringComparison.Ordinal), Encoding.UTF8.GetString(body));
            if (head.StartsWith("POST /recorded", StringComparison.Ordinal))
            {
                return body;
            }
        }
    }

    private static async Task<(string Head, byte[] Body)> ReadAsync(NetworkStream stream, CancellationToken stop)
    {
        using var request = new MemoryStream();
        var block = new byte[64 << 10];
        while (true)
        {
            var bytes = request.GetBuffer().AsMemory(0, (int)request.Length);
            var end = bytes.Span.IndexOf("\r\n\r\n"u8);
            if (end >= 0)
            {
                var head = Encoding.ASCII.GetString(bytes.Span[..end]);
                var length = head.Split("\r\n").Where(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase)).Select(line => int.Parse(line[15..], System.Globalization.CultureInfo.InvariantCulture)).FirstOrDefault();
                if (bytes.Length >= end + 4 + length)
                {
                    return (head, bytes.Slice(end + 4, length).ToArray());
                }
            }

            var read = await stream.ReadAsync(block, stop);
            if (read == 0)
            {
                return ("", []);
            }

            request.Write(block, 0, read);
        }
    }
}
