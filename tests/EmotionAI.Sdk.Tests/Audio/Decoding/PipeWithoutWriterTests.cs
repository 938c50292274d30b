using System.Diagnostics;
using EmotionAI.Audio;

namespace EmotionAI.Tests.Audio.Decoding;

/// <summary>Decodes from named pipes that nobody writes to: whoever waits can give up.</summary>
public sealed class PipeWithoutWriterTests : IDisposable
{
    /// <summary>Ends a test that would hang; no test measures it.</summary>
    private static readonly TimeSpan Hopeless = TimeSpan.FromMinutes(1);

    private readonly TemporaryFolder _folder = new();
    private readonly CancellationTokenSource _stop = new();

    public PipeWithoutWriterTests()
    {
        if (!OperatingSystem.IsWindows())
        {
            using var make = Process.Start("mkfifo", _folder.File("pipe.wav"));
            make.WaitForExit();
        }
    }

    public void Dispose()
    {
        _folder.Dispose();
        _stop.Dispose();
    }

    [PosixFact]
    public Task DecodeStart_NoWriter_IsGivenUp() => IsGivenUp(() => AudioDecoder.DecodeStart(_folder.File("pipe.wav"), TimeSpan.FromSeconds(1), cancellationToken: _stop.Token));

    [PosixFact]
    public Task Decode_NoWriter_IsGivenUp() => IsGivenUp(() => AudioDecoder.Decode(_folder.File("pipe.wav"), [], cancellationToken: _stop.Token));

    [PosixFact]
    public Task DecodeBlocksAsync_NoWriter_IsGivenUp() => IsGivenUp(() => _ = AudioDecoder.DecodeBlocksAsync(_folder.File("pipe.wav"), cancellationToken: _stop.Token).ToBlockingEnumerable(CancellationToken.None).Any());

    [PosixFact]
    public Task DecodeAsync_StreamOpenForBoth_IsGivenUp() => IsGivenUp(() =>
    {
        using var stream = OpenForBoth();
        AudioDecoder.DecodeAsync(stream, cancellationToken: _stop.Token).GetAwaiter().GetResult();
    });

    [PosixFact]
    public Task Decode_WriterThatSaysNothing_IsGivenUp() => IsGivenUp(() =>
    {
        using var writer = OpenForBoth();
        AudioDecoder.Decode(_folder.File("pipe.wav"), [], cancellationToken: _stop.Token);
    });

    [PosixFact]
    public async Task Decode_WriterThatComesLate_IsRead()
    {
        var decoding = Task.Factory.StartNew(() => AudioDecoder.Decode(_folder.File("pipe.wav"), [], cancellationToken: _stop.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        await Task.Delay(100);

        await using (var writer = new FileStream(_folder.File("pipe.wav"), FileMode.Open, FileAccess.Write))
        {
            await writer.WriteAsync(await File.ReadAllBytesAsync(Goldens.Path("golden", "audio", "decode", "wav", "s16_mono_16000.wav")));
        }

        Assert.Equal(16_000, (await decoding.WaitAsync(Hopeless)).SampleRate);
    }

    /// <summary>Opens the pipe without waiting for the other end, which writes nothing.</summary>
    private FileStream OpenForBoth() => new(_folder.File("pipe.wav"), FileMode.Open, FileAccess.ReadWrite);

    private async Task IsGivenUp(Action wait)
    {
        var waiting = Task.Factory.StartNew(wait, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        await Task.Delay(100);
        Assert.False(waiting.IsCompleted);

        await _stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.WaitAsync(Hopeless));
    }
}
