using System.Globalization;

namespace EmotionAI.Cli.Output;

/// <summary>Tells at the end of a run what the headers of its recordings say against their audio: the first in words, the others as a count.</summary>
internal sealed class ClipWarnings(CommandConsole console) : IDisposable
{
    private readonly Lock _lock = new();
    private string? _first;
    private int _others;

    public void Add(string name, AudioClip clip)
    {
        if (clip.Warnings.Count == 0)
        {
            return;
        }

        lock (_lock)
        {
            _others += _first is null ? 0 : 1;
            _first ??= $"warning: {name}: {string.Join("; ", clip.Warnings)}.";
        }
    }

    public void Dispose()
    {
        if (_first is not null)
        {
            console.Tell(_others == 0 ? _first : string.Create(CultureInfo.InvariantCulture, $"{_first} {_others:N0} more clips have such warnings; classify audio lists them."));
        }
    }
}
