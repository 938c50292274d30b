using System.Diagnostics;
using System.Globalization;

namespace EmotionAI.Benchmarks;

/// <summary>Times peers in turn, round by round in one process, so that what else the machine does meets all of them alike; the medians are compared.</summary>
internal sealed class Rounds(int rounds)
{
    private readonly List<(string Name, Action Action, List<(double Cpu, double Wall)> Times)> _peers = [];

    public void Add(string name, Action action) => _peers.Add((name, action, []));

    /// <summary>Runs every peer once to warm up, then the rounds.</summary>
    public void Run()
    {
        _peers.ForEach(peer => peer.Action());
        for (var round = 0; round < rounds; round++)
        {
            foreach (var (_, action, times) in _peers)
            {
                var (cpu, wall) = (Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());
                action();
                times.Add(((Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds, Stopwatch.GetElapsedTime(wall).TotalMilliseconds));
            }
        }
    }

    /// <summary>Gets the median of a peer, in ms.</summary>
    public double Median(string name, bool wall) => Sorted(_peers.Find(peer => peer.Name == name).Times, wall)[rounds / 2];

    /// <summary>Writes a table in Markdown, with ratios to the first peer.</summary>
    public void Write(string title, int units, string unit)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"## {title}\n\n{units} {unit}, {rounds} rounds in turn, .NET {Environment.Version}, {Environment.ProcessorCount} cores\n\n| peer | CPU ms, median | CPU ms, best | wall ms, median | CPU against the first | {unit} a second, wall |\n|---|---:|---:|---:|---:|---:|"));
        foreach (var (name, _, times) in _peers)
        {
            var (cpu, wall) = (Sorted(times, wall: false), Sorted(times, wall: true));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {cpu[rounds / 2]:0} | {cpu[0]:0} | {wall[rounds / 2]:0} | {cpu[rounds / 2] / Median(_peers[0].Name, wall: false):0.00} | {units * 1000 / wall[rounds / 2]:0} |"));
        }

        Console.WriteLine();
    }

    private static double[] Sorted(List<(double Cpu, double Wall)> times, bool wall) => [.. times.Select(time => wall ? time.Wall : time.Cpu).Order()];
}
