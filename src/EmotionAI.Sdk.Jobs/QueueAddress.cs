namespace EmotionAI.Jobs;

/// <summary>Reads the address of a queue; no message of it shows what might be a password.</summary>
internal static class QueueAddress
{
    private const string Allowed = "allowed: amqp://user:password@host:port/virtual-host, amqps://… and postgresql://user:password@host:port/database";

    /// <exception cref="EmotionAIException">There is none, or it is of no known kind.</exception>
    public static Uri Parse(string? address)
    {
        if (string.IsNullOrWhiteSpace(address))
        {
            throw new EmotionAIException(EmotionErrorCodes.SettingInvalid, $"No queue is named: use --queue or the environment variable {JobQueue.Variable}; {Allowed}.");
        }

        return Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "amqp" or "amqps" or "postgresql" or "postgres" && uri.Host.Length > 0
            ? uri
            : throw new EmotionAIException(EmotionErrorCodes.SettingInvalid, $"The address of the queue cannot be read, and is not shown as it may hold a password; {Allowed}.");
    }

    /// <summary>Gives an address without user and password.</summary>
    public static string WithoutPassword(Uri address) => Invariant($"{address.Scheme}://{address.Host}{(address.IsDefaultPort || address.Port < 0 ? "" : Invariant($":{address.Port}"))}{address.AbsolutePath.TrimEnd('/')}");
}
