using System.Globalization;
using RabbitMQ.Client;

namespace EmotionAI.Jobs.RabbitMq;

/// <summary>Is one connection to a broker, with a channel that publishes and waits until the broker has what it published.</summary>
internal sealed class RabbitMqSession : IAsyncDisposable
{
    private const string MarkType = "mark";

    private readonly IConnection _connection;
    private readonly IChannel _publisher;

    private RabbitMqSession(IConnection connection, IChannel publisher) => (_connection, _publisher) = (connection, publisher);

    public bool IsOpen => _connection.IsOpen && _publisher.IsOpen;

    public static async Task<RabbitMqSession> OpenAsync(ConnectionFactory factory, CancellationToken cancellationToken)
    {
        var connection = await factory.CreateConnectionAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var publisher = await connection.CreateChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true), cancellationToken).ConfigureAwait(false);
            return new RabbitMqSession(connection, publisher);
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public Task<IChannel> CreateChannelAsync(CancellationToken cancellationToken) => _connection.CreateChannelAsync(cancellationToken: cancellationToken);

    /// <summary>Makes a queue that lives on a majority of the brokers, or a log that can be read again and again; what is there stays.</summary>
    public Task DeclareAsync(string queue, string type, CancellationToken cancellationToken) =>
        _publisher.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false, new Dictionary<string, object?> { ["x-queue-type"] = type }, cancellationToken: cancellationToken);

    public Task DeleteAsync(string queue, CancellationToken cancellationToken) => _publisher.QueueDeleteAsync(queue, ifUnused: false, ifEmpty: false, cancellationToken: cancellationToken);

    /// <summary>Publishes a message; it is safe when this ends.</summary>
    public async Task PublishAsync(string queue, string type, string id, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var properties = new BasicProperties { Persistent = true, Type = type, MessageId = id, ContentType = "application/json" };
        await _publisher.BasicPublishAsync("", queue, mandatory: true, properties, body, cancellationToken).ConfigureAwait(false);
    }

    public Task PublishAsync(string queue, string type, long index, ReadOnlyMemory<byte> body, CancellationToken cancellationToken) =>
        PublishAsync(queue, type, index.ToString(CultureInfo.InvariantCulture), body, cancellationToken);

    /// <summary>Leaves a mark at the end of a log: who reads up to it has read what was there.</summary>
    public async Task<RabbitMqEntry> MarkAsync(string log, CancellationToken cancellationToken)
    {
        var mark = new RabbitMqEntry(MarkType, Guid.NewGuid().ToString("N"), []);
        await PublishAsync(log, mark.Type, mark.Id, mark.Body, cancellationToken).ConfigureAwait(false);
        return mark;
    }

    /// <summary>Tells whether a queue is there, and how many consumers it has.</summary>
    /// <returns>The number of consumers; null where there is no such queue.</returns>
    public async Task<int?> FindAsync(string queue, CancellationToken cancellationToken)
    {
        // The broker closes a channel that asks for what is not there.
        var channel = await CreateChannelAsync(cancellationToken).ConfigureAwait(false);
        await using (channel.ConfigureAwait(false))
        {
            try
            {
                return (int)(await channel.QueueDeclarePassiveAsync(queue, cancellationToken).ConfigureAwait(false)).ConsumerCount;
            }
            catch (RabbitMQ.Client.Exceptions.OperationInterruptedException e) when (e.ShutdownReason?.ReplyCode == Constants.NotFound)
            {
                return null;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _publisher.DisposeAsync().ConfigureAwait(false);
        await _connection.DisposeAsync().ConfigureAwait(false);
    }
}
