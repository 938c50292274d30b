using System.CommandLine;
using EmotionAI.Audio;
using EmotionAI.Bundles;
using EmotionAI.Cli.Input;
using EmotionAI.Cli.Output;
using EmotionAI.Cli.Running;
using EmotionAI.Evaluation.Datasets;

namespace EmotionAI.Cli.Commands;

/// <summary>Is <c>emotionai classify audio</c>.</summary>
internal sealed class ClassifyAudioCommand
{
    private const int DefaultPortion = 8;

    private readonly Argument<string[]> _files = new("FILE") { Arity = ArgumentArity.OneOrMore, Description = "The audio files: WAV, FLAC, AIFF, AU, CAF, MP3, Ogg (Opus, Vorbis, FLAC) or WebM; folders of them; tables or JSON lines with their paths; - is standard input." };
    private readonly InputFormOptions _form = new();
    private readonly ClassifyOptions _options = new(ModelResolver.AudioVariable, DefaultPortion);
    private readonly Option<bool> _noSpeechGate = new("--no-speech-gate") { Description = "Gives labels where nobody speaks too: in silence, hum and noise." };

    private readonly Option<bool> _descriptors = new("--descriptors") { Description = "Adds what the voice is like: pitch, jitter, shimmer, harmonics-to-noise, spectrum; with --segments in each, of long ones in the first 30 s." };

    private readonly FfmpegOption _ffmpeg = new();

    private readonly SegmentOptionSet _segments = new();

    private ClassifyAudioCommand()
    {
    }

    public static Command Create(CommandConsole console, CancellationToken cancellationToken)
    {
        var verb = new ClassifyAudioCommand();
        var command = new VerbCommand(
            "audio",
            "Finds the emotion in speech: one result a file.",
            "emotionai classify audio speech.wav",
            "emotionai classify audio recordings/*.flac --format jsonl > emotions.jsonl",
            "emotionai classify audio call.wav --model models/speech --all-scores",
            "emotionai classify audio call.wav --segments --channels split --export call.vtt",
            "emotionai classify audio call.wav --descriptors",
            "emotionai classify audio call.wav --descriptors --segments --channels split --export call.csv",
            "emotionai classify audio voice.m4a --ffmpeg /usr/bin/ffmpeg",
            "sox call.mp3 -t wav - | emotionai classify audio -")
        {
            verb._files,
        };
        verb._form.AddTo(command, passes: true);
        verb._options.AddTo(command);
        command.Add(verb._noSpeechGate);
        command.Add(verb._ffmpeg.Option);
        command.Add(verb._descriptors);
        verb._segments.AddTo(command);
        command.RawSymbols = [verb._files];
        command.SetAction(result => verb.Run(result, console, cancellationToken));
        return command;
    }

    private int Run(ParseResult result, CommandConsole console, CancellationToken cancellationToken)
    {
        var decoders = _ffmpeg.Decoders(result);
        var options = new AudioEmotionOptions { Threads = _options.Threads(result), SpeechGate = !result.GetValue(_noSpeechGate), Decoders = [.. decoders] };
        var choice = _options.Choose(result, ModelModality.Audio, console);
        using var classifier = Models.CreateAudio(choice, options, console);
        var paths = AudioPaths.List(result.GetValue(_files)!, _form.Rows(result), _form.Columns(result, Dataset.AudioColumnNames));
        if (_segments.IsAsked(result))
        {
            return RunSegments(result, console, classifier, decoders, paths, cancellationToken);
        }

        var writer = _options.CreateWriter(result, console, classifier.Metadata);
        Func<AudioClip, VoiceDescriptors>? describe = result.GetValue(_descriptors) ? clip => VoiceDescriptors.Measure(clip, cancellationToken) : null;
        var run = new ClassificationRun<AudioClip>(classifier, _options.Rule(result), writer, new ProgressLine(console, "files"), new PartialInputCount(console, "clips"), describe: describe);
        var files = new AudioFiles(paths, _options.BatchSize(result) ?? DefaultPortion, classifier as AudioEmotionClassifier, decoders, console, cancellationToken);
        return run.Run(files, cancellationToken) ? ExitCode.Success : ExitCode.Failure;
    }

    private int RunSegments(ParseResult result, CommandConsole console, IEmotionClassifier<AudioClip> classifier, IReadOnlyList<IAudioDecoder> decoders, List<InputItem<string>> paths, CancellationToken cancellationToken)
    {
        var exports = _segments.Export.Files(result);
        if (exports.Count > 0 && paths.Count != 1)
        {
            console.Tell(Invariant($"emotionai: --export is for one recording, and there are {paths.Count}; name one, or leave it out."));
            return ExitCode.Usage;
        }

        if (TimelineExport.HasPicture(exports))
        {
            FontWarning.Write(console, classifier.Metadata.Labels);
        }

        var rule = _options.Rule(result);
        rule.SpeechGate = result.GetValue(_noSpeechGate) ? false : null;
        var run = new SegmentRun(classifier, _segments.Read(result), rule, decoders, _options.CreateSegmentWriter(result, console, classifier.Metadata), new ProgressLine(console, "segments"), console)
        {
            DescribesVoices = result.GetValue(_descriptors),
            Finished = exports.Count == 0 ? null : (name, segments, voices) => TimelineExport.Write(exports, segments, voices, name == AudioPlace.StandardInput ? null : name),
        };
        return run.Run(paths, cancellationToken) ? ExitCode.Success : ExitCode.Failure;
    }
}
