using EmotionAI.Audio;

namespace EmotionAI.Cli.Input;

/// <summary>Gives decoded audio files; decodes the next ones while the model reads the last ones.</summary>
/// <param name="paths">The files.</param>
/// <param name="portion">The largest number of clips of a portion.</param>
/// <param name="classifier">Decodes as far as its model reads; null for the whole recording.</param>
/// <param name="decoders">Decode more formats, of the whole recording.</param>
/// <param name="console">Holds standard input, which <c>-</c> names, and takes what headers say against their samples.</param>
/// <param name="cancellationToken">Ends the decoding early.</param>
internal sealed class AudioFiles(IReadOnlyList<InputItem<string>> paths, int portion, AudioEmotionClassifier? classifier, IReadOnlyList<IAudioDecoder> decoders, CommandConsole console, CancellationToken cancellationToken) : IInputSource<AudioClip>
{
    /// <summary>Ends a portion early: 64 MiB of samples.</summary>
    private const int PortionSamples = 1 << 24;
    private int _next;
    private Task<List<InputItem<AudioClip>>>? _ahead;

    public IReadOnlyList<InputItem<AudioClip>> Read()
    {
        var clips = _ahead is null ? Decode() : _ahead.GetAwaiter().GetResult();
        _ahead = _next < paths.Count ? Task.Run(Decode) : Task.FromResult(new List<InputItem<AudioClip>>());
        return clips;
    }

    private List<InputItem<AudioClip>> Decode()
    {
        List<InputItem<AudioClip>> clips = [];
        long samples = 0;
        while (clips.Count < portion && samples < PortionSamples && _next < paths.Count)
        {
            var index = _next++;
            var (name, passed) = (RawNames.Display(paths[index].Name), paths[index].Passed);
            try
            {
                var clip = Decode(paths[index].Value ?? throw paths[index].Error!);
                samples += clip.Samples.Length;
                clips.Add(new InputItem<AudioClip>(index, name, clip, Passed: passed));
                foreach (var warning in clip.Warnings)
                {
                    console.Tell($"warning: {name}: {warning}.");
                }
            }
            catch (EmotionAIException e)
            {
                clips.Add(new InputItem<AudioClip>(index, name, null, e, passed));
            }
        }

        return clips;
    }

    private AudioClip Decode(string path) => AudioPlace.Read(
        path,
        console,
        stream => classifier?.Decode(stream, cancellationToken) ?? AudioDecoder.Decode(stream, decoders, TimeSpan.MaxValue, cancellationToken: cancellationToken),
        file => classifier?.Decode(file, cancellationToken) ?? AudioDecoder.Decode(file, decoders, TimeSpan.MaxValue, cancellationToken: cancellationToken));
}
