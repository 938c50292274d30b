using System.Net.Sockets;
using System.Text;

namespace EmotionAI.Tests;

/// <summary>Speaks HTTP by the byte: what no client library would send.</summary>
internal sealed class RawConnection : IDisposable
{
    private readonly TcpClient _client = new();

    private RawConnection()
    {
    }

    public static async Task<RawConnection> OpenAsync(ServerUnderTest server)
    {
        var connection = new RawConnection();
        await connection._client.ConnectAsync(server.Client.BaseAddress!.Host, server.Client.BaseAddress.Port);
        return connection;
    }

    public async Task SendAsync(string text) => await _client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(text));

    /// <summary>Reads until the server has said so much that what is sought is in it.</summary>
    public async Task<string> ReadUntilAsync(string sought)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        var (said, buffer) = (new StringBuilder(), new byte[4_096]);
        while (!said.ToString().Contains(sought, StringComparison.Ordinal))
        {
            var count = await _client.GetStream().ReadAsync(buffer, timeout.Token);
            Assert.True(count > 0, $"the connection ended after: {said}");
            said.Append(Encoding.Latin1.GetString(buffer, 0, count));
        }

        return said.ToString();
    }

    public void Dispose() => _client.Dispose();
}
