using System.Net;

namespace EmotionAI.Orleans;

/// <summary>Sets up a silo that classifies.</summary>
public sealed class EmotionSiloOptions : EmotionClusterOptions
{
    /// <summary>Gets or sets the port at which silos talk to each other.</summary>
    /// <value>The default value is 11111.</value>
    public int SiloPort { get; set; } = 11_111;

    /// <summary>Gets or sets the address by which other silos and clients reach this one.</summary>
    /// <value>The default value is null: the address of this machine's name; without Redis and Postgres the loopback.</value>
    public IPAddress? Address { get; set; }

    /// <summary>Gets or sets how many calls are classified at the same time, 1 or more; the others wait. The cores are shared out among them.</summary>
    /// <value>The default value is 1: each call, a batch as a rule, has all cores.</value>
    public int Workers { get; set; } = 1;

    /// <summary>Gets or sets how many cores this silo may use: its share, where several silos or other programs are on the machine. Models get this ÷ <see cref="Workers"/> threads, unless their options say otherwise.</summary>
    /// <value>The default value is null: all that the process may use.</value>
    public int? Cores { get; set; }

    internal int Threads => Math.Max(1, (Cores ?? Environment.ProcessorCount) / Workers);

    internal void Validate()
    {
        ValidateCluster();
        ArgumentOutOfRangeException.ThrowIfLessThan(SiloPort, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(SiloPort, ushort.MaxValue);
        ArgumentOutOfRangeException.ThrowIfLessThan(Workers, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Cores ?? 1, 1, nameof(Cores));
    }
}
