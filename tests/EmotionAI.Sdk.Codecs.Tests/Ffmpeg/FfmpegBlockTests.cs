using EmotionAI.Audio;
using EmotionAI.Tests.Audio.Decoding;

namespace EmotionAI.Tests.Codecs.Ffmpeg;

/// <summary>Runs scripts in the place of ffmpeg, and reads what they write block by block.</summary>
public sealed class FfmpegBlockTests : IDisposable
{
    private static readonly string Wav = Goldens.Path("golden", "audio", "decode", "wav", "s16_mono_16000.wav");

    /// <summary>The head of a WAV of 16 kHz whose size is open, for printf.</summary>
    private const string OpenHead = "printf 'RIFF\\377\\377\\377\\377WAVEfmt \\020\\0\\0\\0\\001\\0\\001\\0\\200\\076\\0\\0\\0\\175\\0\\0\\002\\0\\020\\0data\\377\\377\\377\\377'";

    private static readonly byte[] M4a = [0, 0, 0, 24, .. "ftypM4A "u8, .. new byte[100]];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [PosixFact]
    public async Task DecodeBlocksAsync_WhatTheProgramWrites_IsTheClipWithItsWords()
    {
        var decoder = new FfmpegDecoder(Script($"cat {Wav}; echo 'a strange file' >&2"));
        var path = _folder.Write("voice.m4a", M4a);

        var blocks = await BlockJoin.ListAsync(AudioDecoder.DecodeBlocksAsync(path, [decoder]));

        BlockJoin.Equal(AudioDecoder.Decode(path, [decoder]), BlockJoin.Join(blocks), "voice.m4a");
        Assert.Equal("ffmpeg says: a strange file", Assert.Single(blocks[^1].Warnings));
    }

    [PosixFact]
    public async Task DecodeBlocksAsync_ProgramThatFailsAtItsEnd_IsAnErrorBehindItsBlocks()
    {
        var decoder = new FfmpegDecoder(Script($"cat {Wav}; echo 'broken' >&2; exit 69"));
        List<AudioClip> blocks = [];

        var exception = await Assert.ThrowsAsync<EmotionAIException>(async () =>
        {
            await foreach (var block in AudioDecoder.DecodeBlocksAsync(_folder.Write("voice.m4a", M4a), [decoder]))
            {
                blocks.Add(block);
            }
        });

        Assert.Contains("which ended with 69: broken", exception.Message, StringComparison.Ordinal);
        Assert.Equal(AudioDecoder.Decode(Wav).FrameCount, blocks.Sum(block => block.FrameCount));
    }

    [PosixFact]
    public async Task DecodeBlocksAsync_EnumerationLeft_EndsTheProgram()
    {
        var decoder = new FfmpegDecoder(Script($"echo $$ > {_folder.File("child")}; {OpenHead}; exec cat /dev/zero"));
        var frames = 0;
        await foreach (var block in AudioDecoder.DecodeBlocksAsync(_folder.Write("voice.m4a", M4a), [decoder]))
        {
            frames += block.FrameCount;
            if (frames > 1_000_000)
            {
                break;
            }
        }

        var process = $"/proc/{(await File.ReadAllTextAsync(_folder.File("child"))).Trim()}/stat";
        Assert.True(!File.Exists(process) || (await File.ReadAllTextAsync(process)).Contains(") Z", StringComparison.Ordinal));
    }

    [PosixFact]
    public async Task DecodeBlocksAsync_TakerThatIsSlow_CostsNoTimeOfTheProgram()
    {
        var decoder = new FfmpegDecoder(new FfmpegOptions { Path = Script($"{OpenHead}; head -c 320000 /dev/zero"), Timeout = TimeSpan.FromSeconds(2) });
        var frames = 0;
        await foreach (var block in AudioDecoder.DecodeBlocksAsync(_folder.Write("voice.m4a", M4a), [decoder]))
        {
            if (frames == 0)
            {
                await Task.Delay(TimeSpan.FromSeconds(3));
            }

            frames += block.FrameCount;
        }

        Assert.Equal(160_000, frames);
    }

    [PosixFact]
    public async Task DecodeBlocksAsync_ProgramThatStops_TakesTooLong()
    {
        var decoder = new FfmpegDecoder(new FfmpegOptions { Path = Script($"{OpenHead}; head -c 32000 /dev/zero; exec sleep 60"), Timeout = TimeSpan.FromSeconds(1) });

        var exception = await Assert.ThrowsAsync<EmotionAIException>(() => BlockJoin.ListAsync(AudioDecoder.DecodeBlocksAsync(_folder.Write("voice.m4a", M4a), [decoder])));

        Assert.Contains("took ffmpeg longer than 1 s", exception.Message, StringComparison.Ordinal);
    }

    private string Script(string text)
    {
        var path = _folder.Write("ffmpeg", $"#!/bin/sh\n{text}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        return path;
    }
}
