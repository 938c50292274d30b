using System.Runtime.CompilerServices;
using System.Threading.Channels;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;

namespace EmotionAI.Jobs.RabbitMq;

/// <summary>Reads a log (a stream of RabbitMQ) from its beginning, and what comes after.</summary>
internal static class RabbitMqLog
{
    private const ushort Prefetch = 512;

    public static async IAsyncEnumerable<RabbitMqEntry> ReadAsync(RabbitMqSession session, string log, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var channel = await session.CreateChannelAsync(cancellationToken).ConfigureAwait(false);
        await using (channel.ConfigureAwait(false))
        {
            var entries = Channel.CreateUnbounded<(ulong Tag, RabbitMqEntry Entry)>();
            channel.ChannelShutdownAsync += (_, e) => Completed(entries.Writer.TryComplete(new AlreadyClosedException(e)));
            await channel.BasicQosAsync(0, Prefetch, global: false, cancellationToken).ConfigureAwait(false);
            var consumer = new AsyncEventingBasicConsumer(channel);
            consumer.ReceivedAsync += (_, e) => Completed(entries.Writer.TryWrite((e.DeliveryTag, new RabbitMqEntry(e.BasicProperties.Type ?? "", e.BasicProperties.MessageId ?? "", e.Body.ToArray()))));
            await channel.BasicConsumeAsync(log, autoAck: false, "", noLocal: false, exclusive: false, new Dictionary<string, object?> { ["x-stream-offset"] = "first" }, consumer, cancellationToken).ConfigureAwait(false);
            var read = 0;
            await foreach (var (tag, entry) in entries.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                // Acknowledged is what lets the broker send on; nothing is removed.
                if (++read % (Prefetch / 2) == 0)
                {
                    await channel.BasicAckAsync(tag, multiple: true, cancellationToken).ConfigureAwait(false);
                }

                yield return entry;
            }
        }
    }

    private static Task Completed(bool _) => Task.CompletedTask;
}
