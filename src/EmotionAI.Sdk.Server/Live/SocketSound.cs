using System.Diagnostics;
using System.Net.WebSockets;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace EmotionAI.Server.Live;

/// <summary>Reads sound from the messages of a WebSocket: binary ones hold samples and may end anywhere, even within one; a text one, <c>{"type":"end"}</c>, ends the sound, as closing does.</summary>
/// <param name="socket">The socket.</param>
/// <param name="form">The form of the samples.</param>
/// <param name="patience">How long nothing may come.</param>
/// <param name="longest">How long the socket may be open: who sends a sample now and then takes a place as well.</param>
/// <param name="drain">Ends the sound where it is, when the server stops.</param>
internal sealed class SocketSound(WebSocket socket, PcmForm form, TimeSpan patience, TimeSpan longest, CancellationToken drain)
{
    private const int BlockBytes = 32 << 10;
    private const int MostTextBytes = 1 << 10;

    /// <summary>A wait that was given up leaves a read in flight, which may still write into it: nobody else has it.</summary>
    private readonly byte[] _buffer = new byte[BlockBytes];

    private readonly long _began = Stopwatch.GetTimestamp();

    private int _held;

    /// <summary>Gets whether the sound was ended because the server stops.</summary>
    public bool IsDrained { get; private set; }

    /// <summary>Reads to the end of the sound.</summary>
    /// <exception cref="EmotionAIException">A message is not allowed, or none came for too long.</exception>
    /// <exception cref="WebSocketException">The connection is lost.</exception>
    public async IAsyncEnumerable<AudioClip> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (await ReceiveAsync(cancellationToken).ConfigureAwait(false) is { } message)
        {
            if (message.MessageType == WebSocketMessageType.Text)
            {
                await ReadEndAsync(message, cancellationToken).ConfigureAwait(false);
                break;
            }

            var count = _held + message.Count;
            var whole = count - (count % form.FrameBytes);
            if (whole > 0)
            {
                yield return form.ClipOf(_buffer.AsSpan(0, whole));
            }

            _buffer.AsSpan(whole, count - whole).CopyTo(_buffer);
            _held = count - whole;
        }

        if (_held > 0)
        {
            yield return new AudioClip(Array.Empty<float>(), form.SampleRate, form.Channels) { IsIncomplete = true };
        }
    }

    /// <summary>Waits for a piece of a message behind what is held; null where the sound ends.</summary>
    private async ValueTask<ValueWebSocketReceiveResult?> ReceiveAsync(CancellationToken cancellationToken)
    {
        if (Stopwatch.GetElapsedTime(_began) > longest)
        {
            throw new EmotionAIException(EmotionErrorCodes.LimitExceeded, Invariant($"The stream is open for longer than {longest.TotalSeconds} s, the most that this server allows; begin a new one."));
        }

        // Cancelling a read would end the connection, on which the last segments are still to be told: only the wait is given up.
        using var wait = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, drain);
        try
        {
            var message = await socket.ReceiveAsync(_buffer.AsMemory(_held), CancellationToken.None).AsTask().WaitAsync(patience, wait.Token).ConfigureAwait(false);
            return message.MessageType == WebSocketMessageType.Close ? null : message;
        }
        catch (OperationCanceledException) when (drain.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            IsDrained = true;
            return null;
        }
        catch (TimeoutException e)
        {
            throw new EmotionAIException(EmotionErrorCodes.LimitExceeded, Invariant($"No sound came for {patience.TotalSeconds} s; send silence, or {{\"type\":\"end\"}} where there is no more."), innerException: e);
        }
    }

    private async ValueTask ReadEndAsync(ValueWebSocketReceiveResult first, CancellationToken cancellationToken)
    {
        var text = new byte[MostTextBytes];
        var count = 0;
        for (ValueWebSocketReceiveResult? message = first; message is { } piece; message = piece.EndOfMessage ? null : await ReceiveAsync(cancellationToken).ConfigureAwait(false))
        {
            if (count + piece.Count > text.Length)
            {
                throw new EmotionAIException(EmotionErrorCodes.LimitExceeded, Invariant($"A text message is longer than {MostTextBytes} bytes; sound comes in binary messages."));
            }

            _buffer.AsSpan(_held, piece.Count).CopyTo(text.AsSpan(count));
            count += piece.Count;
        }

        if (!IsEnd(text.AsSpan(0, count)))
        {
            throw new EmotionAIException(EmotionErrorCodes.InputInvalid, "A text message is not known; {\"type\":\"end\"} is allowed, and sound in binary messages.");
        }
    }

    private static bool IsEnd(ReadOnlySpan<byte> text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, ServerJson.Default.StreamMessage)?.Type == "end";
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
