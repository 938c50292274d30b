using System.Net.WebSockets;
using EmotionAI.Audio;

namespace EmotionAI.Server.Live;

/// <summary>Answers one WebSocket: sound in, segments out, until the sound ends, a fault ends it or the server stops.</summary>
/// <remarks>It reads no faster than it answers: a client that does not read fills its own buffers, not the memory of the server, and is given up after <see cref="EmotionServerOptions.StreamPatience"/>.</remarks>
/// <param name="socket">The socket.</param>
/// <param name="options">The bounds.</param>
/// <param name="line">Writes the messages.</param>
internal sealed class LiveStream(WebSocket socket, EmotionServerOptions options, SegmentLine line)
{
    /// <summary>1013 of the IANA registry, which .NET has no name for.</summary>
    private const int TryAgainLater = 1_013;

    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(5);

    /// <param name="classifier">Answers for each window.</param>
    /// <param name="segments">The windows, and how they become segments.</param>
    /// <param name="form">The form of the samples.</param>
    /// <param name="drain">Ends the sound where it is; the last segments are still told.</param>
    /// <param name="cancellationToken">Ends the stream at once.</param>
    public async Task RunAsync(IEmotionClassifier<AudioClip> classifier, SegmentOptions segments, PcmForm form, CancellationToken drain, CancellationToken cancellationToken)
    {
        var sound = new SocketSound(socket, form, options.StreamPatience, options.MaxAudioDuration + options.StreamPatience, drain);
        try
        {
            var blocks = SoundLimit.Within(sound.ReadAsync(cancellationToken), options.MaxAudioDuration, cancellationToken);
            await foreach (var segment in classifier.ClassifySegmentsAsync(blocks, segments, cancellationToken: cancellationToken).ConfigureAwait(false))
            {
                await SendAsync(line.Write(segment), cancellationToken).ConfigureAwait(false);
            }

            await CloseAsync(sound.IsDrained ? WebSocketCloseStatus.EndpointUnavailable : WebSocketCloseStatus.NormalClosure, sound.IsDrained ? "the server stops" : "end", cancellationToken).ConfigureAwait(false);
        }
        catch (EmotionAIException e)
        {
            await RefuseAsync(e, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Tells why the stream ends, as a message and in the code of the close.</summary>
    public async Task RefuseAsync(EmotionAIException fault, CancellationToken cancellationToken)
    {
        await SendAsync(line.Write(fault.Code, fault.Message), cancellationToken).ConfigureAwait(false);
        await CloseAsync(StatusOf(fault.Code), fault.Code, cancellationToken).ConfigureAwait(false);
    }

    private static WebSocketCloseStatus StatusOf(string code) => code switch
    {
        EmotionErrorCodes.InputInvalid => WebSocketCloseStatus.InvalidPayloadData,
        EmotionErrorCodes.SettingInvalid => WebSocketCloseStatus.PolicyViolation,
        EmotionErrorCodes.LimitExceeded => WebSocketCloseStatus.MessageTooBig,
        EmotionErrorCodes.Overloaded => (WebSocketCloseStatus)TryAgainLater,
        _ => WebSocketCloseStatus.InternalServerError,
    };

    private async Task SendAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(options.StreamPatience);
        await socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, patience.Token).ConfigureAwait(false);
    }

    /// <summary>Closes, and waits a little for the client to do so too: what it still sends is read and left.</summary>
    private async Task CloseAsync(WebSocketCloseStatus status, string reason, CancellationToken cancellationToken)
    {
        using var farewell = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        farewell.CancelAfter(Farewell);
        await socket.CloseAsync(status, reason, farewell.Token).ConfigureAwait(false);
    }
}
