using System.Net.WebSockets;
using System.Text;

namespace EmotionAI.Tests.Live;

/// <summary>Speaks to <c>/stream</c> as a client does.</summary>
internal sealed class StreamClient : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly CancellationTokenSource _patience = new(Patience);

    private StreamClient()
    {
    }

    public ClientWebSocket Socket { get; } = new();

    public static async Task<StreamClient> OpenAsync(ServerUnderTest server, string query = "", Action<ClientWebSocketOptions>? configure = null)
    {
        var client = new StreamClient();
        client.Socket.Options.CollectHttpResponseDetails = true;
        configure?.Invoke(client.Socket.Options);
        try
        {
            await client.Socket.ConnectAsync(new UriBuilder(server.Client.BaseAddress!) { Scheme = "ws", Path = "/stream", Query = query }.Uri, client._patience.Token);
        }
        catch (WebSocketException)
        {
            // The status of the answer says why.
        }

        return client;
    }

    /// <summary>Sends sound in messages of some size.</summary>
    public async Task SendAsync(ReadOnlyMemory<byte> sound, int block)
    {
        for (var start = 0; start < sound.Length; start += block)
        {
            await Socket.SendAsync(sound[start..Math.Min(sound.Length, start + block)], WebSocketMessageType.Binary, true, _patience.Token);
        }
    }

    public Task SayAsync(string text) => Socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, _patience.Token);

    /// <summary>Reads the next message; null where the server closes.</summary>
    public async Task<string?> ReadAsync()
    {
        using var message = new MemoryStream();
        var buffer = new byte[8_192];
        while (true)
        {
            var piece = await Socket.ReceiveAsync(buffer.AsMemory(), _patience.Token);
            if (piece.MessageType == WebSocketMessageType.Close)
            {
                return null;
            }

            message.Write(buffer, 0, piece.Count);
            if (piece.EndOfMessage)
            {
                return Encoding.UTF8.GetString(message.ToArray());
            }
        }
    }

    /// <summary>Reads to the end.</summary>
    public async Task<List<string>> ReadAllAsync()
    {
        var messages = new List<string>();
        while (await ReadAsync() is { } message)
        {
            messages.Add(message);
        }

        return messages;
    }

    public void Dispose()
    {
        Socket.Dispose();
        _patience.Dispose();
    }
}
