using System.Net;

namespace EmotionAI.Tests.Live;

/// <summary>Sends a long WAV of quiet noise that is nowhere held, and watches by how much memory grows meanwhile.</summary>
internal sealed class LongWav(TimeSpan duration) : HttpContent
{
    private const int Rate = 8_000;

    /// <summary>Gets by how many bytes the live memory grew at most, from the first minute on.</summary>
    public long Growth { get; private set; }

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        var minute = new byte[Rate * sizeof(short) * 60];
        new Random(1).NextBytes(minute);
        var header = WavFile.Bytes(minute, Rate)[..44];
        BitConverter.TryWriteBytes(header.AsSpan(40), int.MaxValue);
        await stream.WriteAsync(header);
        var start = 0L;
        for (var i = 0; i < duration.TotalMinutes; i++)
        {
            await stream.WriteAsync(minute);
            var live = GC.GetTotalMemory(forceFullCollection: true);
            start = i == 0 ? live : start;
            Growth = Math.Max(Growth, live - start);
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
