namespace EmotionAI.Audio;

/// <summary>Holds the features of some clips until they have run: as many as are worth it, so that a list of any length takes bounded memory.</summary>
internal sealed class ClipPortion : IDisposable
{
    private const int MostClips = 256;

    /// <summary>Once there are so many values no further clip is read; 32 MiB.</summary>
    private const long Values = 8 << 20;

    private readonly List<ClipFeatures> _features = [];
    private readonly List<AudioQuality> _qualities = [];

    private ClipPortion()
    {
    }

    public int Count => _features.Count;

    public IReadOnlyList<ClipFeatures> Features => _features;

    /// <summary>Gets what the sound of each clip is like.</summary>
    public IReadOnlyList<AudioQuality> Qualities => _qualities;

    /// <summary>Reads clips: one at least, where there is one.</summary>
    /// <exception cref="EmotionAIException">A clip is empty, longer than the limits allow, or no sound.</exception>
    public static ClipPortion Read(SpeechInputs reader, IReadOnlyList<AudioClip> inputs, int start, CancellationToken cancellationToken)
    {
        var portion = new ClipPortion();
        try
        {
            var values = 0L;
            for (var i = start; i < inputs.Count && portion.Count < MostClips && values < Values; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                ArgumentNullException.ThrowIfNull(inputs[i], nameof(inputs));
                var features = reader.Read(inputs[i], out var quality);
                portion._features.Add(features);
                portion._qualities.Add(quality);
                values += features.Length;
            }

            return portion;
        }
        catch
        {
            portion.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        _features.ForEach(static features => features.Dispose());
        _features.Clear();
    }
}
