using System.Diagnostics;
using EmotionAI.Audio;
using Microsoft.Extensions.DependencyInjection;

namespace EmotionAI.Tests.Codecs.Ffmpeg;

/// <summary>Runs scripts in the place of ffmpeg, so that what surrounds it is tested where it is not installed.</summary>
public sealed class FfmpegDecoderTests : IDisposable
{
    private static readonly string Wav = Goldens.Path("golden", "audio", "decode", "wav", "s16_mono_16000.wav");

    private static readonly byte[] M4a = [0, 0, 0, 24, .. "ftypM4A "u8, .. new byte[100]];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("ffmpeg", EmotionErrorCodes.SettingInvalid, "must be absolute")]
    [InlineData("", EmotionErrorCodes.SettingInvalid, "must be absolute")]
    [InlineData("/no/such/ffmpeg", EmotionErrorCodes.FileMissing, "ffmpeg is not at '/no/such/ffmpeg'")]
    public void Constructor_PathThatIsNone_SaysSo(string path, string code, string expected)
    {
        var exception = Assert.Throws<EmotionAIException>(() => new FfmpegDecoder(path));

        Assert.Equal(code, exception.Code);
        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Decode_WithoutFfmpeg_SaysExactlyThat()
    {
        var exception = Assert.Throws<EmotionAIException>(() => AudioDecoder.Decode(_folder.Write("voice.m4a", M4a), AudioCodecs.All));

        Assert.Contains("MP4, M4A or 3GP", exception.Message, StringComparison.Ordinal);
        Assert.Contains("The package EmotionAI.Sdk.Ffmpeg reads it by an ffmpeg that is installed", exception.Message, StringComparison.Ordinal);
    }

    [PosixFact]
    public void Decode_WhatTheProgramWrites_IsTheClip()
    {
        var program = Script($"cat {Wav}");

        var clip = AudioDecoder.Decode(_folder.Write("voice.m4a", M4a), [new FfmpegDecoder(program)]);

        Assert.Equal(AudioDecoder.Decode(Wav).Samples.ToArray(), clip.Samples.ToArray());
    }

    [PosixFact]
    public void Decode_Arguments_AreAListWithTheFileBehindItsProtocol()
    {
        var program = Script($"for a in \"$@\"; do echo \"$a\" >> {_folder.File("arguments")}; done; cat {Wav}");
        var path = _folder.Write("a b; $(touch x) 'q'.m4a", M4a);

        AudioDecoder.Decode(path, [new FfmpegDecoder(program)], TimeSpan.FromSeconds(1.5));

        var arguments = File.ReadAllLines(_folder.File("arguments"));
        Assert.Equal($"file:{path}", arguments[Array.IndexOf(arguments, "-i") + 1]);
        Assert.Equal("1.5", arguments[Array.IndexOf(arguments, "-t") + 1]);
        Assert.Equal("file", arguments[Array.IndexOf(arguments, "-protocol_whitelist") + 1]);
        Assert.Contains("-nostdin", arguments);
        Assert.DoesNotContain("hls", arguments[Array.IndexOf(arguments, "-format_whitelist") + 1].Split(','));
    }

    [PosixFact]
    public void Decode_StreamThatIsNoFile_IsCopiedForTheProgramAndTheCopyGoes()
    {
        var program = Script($"for a in \"$@\"; do case \"$a\" in file:*) cp \"${{a#file:}}\" {_folder.File("seen")}; ls -l \"${{a#file:}}\" > {_folder.File("rights")}; echo \"${{a#file:}}\" > {_folder.File("name")};; esac; done; cat {Wav}");
        using var stream = new MemoryStream(M4a);

        AudioDecoder.Decode(stream, [new FfmpegDecoder(program)]);

        Assert.Equal(M4a, File.ReadAllBytes(_folder.File("seen")));
        Assert.StartsWith("-rw-------", File.ReadAllText(_folder.File("rights")), StringComparison.Ordinal);
        Assert.False(File.Exists(File.ReadAllText(_folder.File("name")).Trim()));
    }

    [PosixFact]
    public void Decode_ProgramThatFails_SaysWhatItSaid()
    {
        var exception = Assert.Throws<EmotionAIException>(() => Decode(Script("printf 'moov atom \\033[31mnot found\\n' >&2; exit 183")));

        Assert.Equal(EmotionErrorCodes.FormatInvalid, exception.Code);
        Assert.Contains("which ended with 183: moov atom ?[31mnot found", exception.Message, StringComparison.Ordinal);
    }

    [PosixFact]
    public void Decode_ProgramThatSaysALot_IsHeardInPart()
    {
        var exception = Assert.Throws<EmotionAIException>(() => Decode(Script("yes 'a long complaint' | head -c 3000000 >&2; exit 1")));

        Assert.InRange(exception.Message.Length, 1_000, 10_000);
    }

    [PosixFact]
    public void Decode_ProgramThatTakesTooLong_IsEndedWithWhatItStarted()
    {
        var program = Script($"sleep 60 & echo $! > {_folder.File("child")}; wait");
        var decoder = new FfmpegDecoder(new FfmpegOptions { Path = program, Timeout = TimeSpan.FromSeconds(1) });
        var clock = Stopwatch.StartNew();

        var exception = Assert.Throws<EmotionAIException>(() => AudioDecoder.Decode(_folder.Write("voice.m4a", M4a), [decoder]));

        Assert.Equal(EmotionErrorCodes.LimitExceeded, exception.Code);
        Assert.Contains("took ffmpeg longer than 1 s", exception.Message, StringComparison.Ordinal);
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 30);
        AssertGone(_folder.File("child"));
    }

    [PosixFact]
    public async Task Decode_Cancelled_EndsTheProgram()
    {
        var program = Script($"echo $$ > {_folder.File("child")}; exec sleep 60");
        using var cancelled = new CancellationTokenSource();
        var path = _folder.Write("voice.m4a", M4a);

        var decoding = Task.Run(() => AudioDecoder.Decode(path, [new FfmpegDecoder(program)], cancellationToken: cancelled.Token));
        for (var i = 0; i < 200 && !File.Exists(_folder.File("child")); i++)
        {
            await Task.Delay(50);
        }

        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => decoding.WaitAsync(TimeSpan.FromSeconds(30)));
        AssertGone(_folder.File("child"));
    }

    [PosixFact]
    public void Decode_ProgramThatNeverStopsWriting_IsBoundedAndEnded()
    {
        var program = Script($"cat {Wav} /dev/zero");

        var clip = AudioDecoder.Decode(_folder.Write("voice.m4a", M4a), [new FfmpegDecoder(Script("printf 'RIFF\\377\\377\\377\\377WAVEfmt \\020\\0\\0\\0\\001\\0\\001\\0\\200\\076\\0\\0\\0\\175\\0\\0\\002\\0\\020\\0data\\377\\377\\377\\377'; cat /dev/zero", "endless"))], TimeSpan.FromSeconds(2));
        var exception = Assert.Throws<EmotionAIException>(() => AudioDecoder.Decode(_folder.Write("voice.m4a", M4a), [new FfmpegDecoder(_folder.File("endless"))], limits: new EmotionLimits { AudioDuration = TimeSpan.FromSeconds(3) }));

        Assert.Equal(32_000, clip.FrameCount);
        Assert.Equal(EmotionErrorCodes.LimitExceeded, exception.Code);
        Assert.NotNull(program);
    }

    [PosixFact]
    public void Decode_FileThatIsNoProgram_SaysSo()
    {
        var exception = Assert.Throws<EmotionAIException>(() => Decode(_folder.Write("ffmpeg.txt", "text")));

        Assert.Equal(EmotionErrorCodes.SettingInvalid, exception.Code);
        Assert.Contains("cannot be started", exception.Message, StringComparison.Ordinal);
    }

    [PosixFact]
    public void AddFfmpeg_BehindCodecs_IsAskedLast()
    {
        using var services = new ServiceCollection().AddEmotionAI().AddCodecs().AddFfmpeg(Script("exit 1")).Services.BuildServiceProvider();

        Assert.IsType<FfmpegDecoder>(services.GetServices<IAudioDecoder>().Last());
    }

    [PosixFact]
    public void CanDecode_FilesThatAreBuiltIn_IsFalse()
    {
        var decoder = new FfmpegDecoder(Script("exit 1"));
        string[] foreign = ["ima_adpcm.wav", "ms_adpcm.wav"];

        foreach (var file in Goldens.AllFiles("*", "golden", "audio", "decode").Where(file => !file.EndsWith(".npy", StringComparison.Ordinal) && !file.EndsWith(".json", StringComparison.Ordinal)))
        {
            var isForeign = file.Contains("/mp3/", StringComparison.Ordinal) || file.Contains("/ogg/", StringComparison.Ordinal) || foreign.Contains(Path.GetFileName(file));
            var start = File.ReadAllBytes(Goldens.Path(file.Split('/')));

            Assert.True(isForeign == decoder.CanDecode(start.AsSpan(0, Math.Min(4_096, start.Length))) || start.AsSpan().StartsWith("ID3"u8), file);
        }
    }

    private static void AssertGone(string file)
    {
        var id = int.Parse(File.ReadAllText(file), System.Globalization.CultureInfo.InvariantCulture);
        for (var i = 0; i < 100 && IsRunning(id); i++)
        {
            Thread.Sleep(50);
        }

        Assert.False(IsRunning(id));
    }

    /// <summary>A process that ended and that nobody has asked for yet still has a number.</summary>
    private static bool IsRunning(int id) => File.Exists($"/proc/{id}/stat") && !File.ReadAllText($"/proc/{id}/stat").Contains(") Z", StringComparison.Ordinal);

    private AudioClip Decode(string program) => AudioDecoder.Decode(_folder.Write("voice.m4a", M4a), [new FfmpegDecoder(program)]);

    private string Script(string text, string name = "ffmpeg")
    {
        var path = _folder.Write(name, $"#!/bin/sh\n{text}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        return path;
    }
}
