using System.Globalization;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;

namespace EmotionAI.Jobs.RabbitMq;

/// <summary>Receives items for a worker. An item that comes a second time moves to a queue of suspects, from which each worker has one at a time: so the deaths that are counted there are those of that item.</summary>
internal sealed partial class RabbitMqIntake : IAsyncDisposable
{
    private const string DeathCount = "x-delivery-count";

    private readonly Channel<JobDelivery> _received = Channel.CreateUnbounded<JobDelivery>();
    private readonly IChannel _items;
    private readonly IChannel _suspects;
    private readonly long _session;
    private readonly ILogger? _logger;

    private RabbitMqIntake(IChannel items, IChannel suspects, long session, ILogger? logger) => (_items, _suspects, _session, _logger) = (items, suspects, session, logger);

    /// <param name="session">The connection.</param>
    /// <param name="number">The number of the connection.</param>
    /// <param name="queue">The queue of items.</param>
    /// <param name="suspects">The queue of suspects.</param>
    /// <param name="prefetch">The number of items that the broker sends ahead.</param>
    /// <param name="logger">Is told of messages that cannot be read.</param>
    /// <param name="cancellationToken">Ends the opening early.</param>
    public static async Task<RabbitMqIntake> OpenAsync(RabbitMqSession session, long number, string queue, string suspects, ushort prefetch, ILogger? logger, CancellationToken cancellationToken)
    {
        var itemChannel = await session.CreateChannelAsync(cancellationToken).ConfigureAwait(false);
        var suspectChannel = await session.CreateChannelAsync(cancellationToken).ConfigureAwait(false);
        var intake = new RabbitMqIntake(itemChannel, suspectChannel, number, logger);
        await intake.ConsumeAsync(suspectChannel, suspects, 1, e => intake.OfferAsync(e, isSuspect: true), cancellationToken).ConfigureAwait(false);
        await intake.ConsumeAsync(itemChannel, queue, prefetch, e => e.Redelivered ? intake.MoveAsync(session, suspects, e) : intake.OfferAsync(e, isSuspect: false), cancellationToken).ConfigureAwait(false);
        return intake;
    }

    /// <summary>Waits for items and takes what is there: suspects alone.</summary>
    public async Task<IReadOnlyList<JobDelivery>> TakeAsync(int atMost, CancellationToken cancellationToken)
    {
        JobDelivery? first;
        do
        {
            await _received.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false);
        }
        while (!_received.Reader.TryRead(out first));
        List<JobDelivery> taken = [first];
        while (!first.IsSuspect && taken.Count < atMost && _received.Reader.TryPeek(out var next) && !next.IsSuspect && _received.Reader.TryRead(out next))
        {
            taken.Add(next);
        }

        return taken;
    }

    public async Task AcknowledgeAsync(IReadOnlyList<JobDelivery> items, CancellationToken cancellationToken)
    {
        foreach (var item in items.Where(item => item.Session == _session))
        {
            await (item.IsSuspect ? _suspects : _items).BasicAckAsync(item.Tag, multiple: false, cancellationToken).ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _items.DisposeAsync().ConfigureAwait(false);
        await _suspects.DisposeAsync().ConfigureAwait(false);
    }

    private static long DeathsOf(IReadOnlyBasicProperties properties) =>
        properties.Headers?.TryGetValue(DeathCount, out var count) == true ? Convert.ToInt64(count, CultureInfo.InvariantCulture) : 0;

    private async Task ConsumeAsync(IChannel channel, string queue, ushort prefetch, Func<BasicDeliverEventArgs, Task> receive, CancellationToken cancellationToken)
    {
        channel.ChannelShutdownAsync += (_, e) =>
        {
            _received.Writer.TryComplete(new AlreadyClosedException(e));
            return Task.CompletedTask;
        };
        await channel.BasicQosAsync(0, prefetch, global: false, cancellationToken).ConfigureAwait(false);
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += async (_, e) =>
        {
            try
            {
                await receive(e).ConfigureAwait(false);
            }
            catch (Exception fault)
            {
                // The worker connects again, and the broker hands out again what was not acknowledged.
                _received.Writer.TryComplete(fault);
            }
        };
        await channel.BasicConsumeAsync(queue, autoAck: false, consumer, cancellationToken).ConfigureAwait(false);
    }

    private async Task OfferAsync(BasicDeliverEventArgs e, bool isSuspect)
    {
        try
        {
            var deaths = isSuspect ? 1 + DeathsOf(e.BasicProperties) : 0;
            _received.Writer.TryWrite(new JobDelivery(JobPayload.Read(e.Body.ToArray()), deaths, e.DeliveryTag, _session, isSuspect));
        }
        catch (EmotionAIException fault)
        {
            if (_logger is not null)
            {
                Unreadable(_logger, fault.Message);
            }

            await (isSuspect ? _suspects : _items).BasicRejectAsync(e.DeliveryTag, requeue: false).ConfigureAwait(false);
        }
    }

    private async Task MoveAsync(RabbitMqSession session, string suspects, BasicDeliverEventArgs e)
    {
        await session.PublishAsync(suspects, e.BasicProperties.Type ?? "", e.BasicProperties.MessageId ?? "", e.Body.ToArray(), CancellationToken.None).ConfigureAwait(false);
        await _items.BasicAckAsync(e.DeliveryTag, multiple: false).ConfigureAwait(false);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A message was dropped: {Problem}")]
    private static partial void Unreadable(ILogger logger, string problem);
}
