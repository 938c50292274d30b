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

    private readonly FfmpegOption _ffmpeg = new();

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
            "emotionai classify audio voice.m4a --ffmpeg /usr/bin/ffmpeg",
            "sox call.mp3 -t wav - | emotionai classify audio -")
        {
            verb._files,
        };
        verb._form.AddTo(command, passes: true);
        verb._options.AddTo(command);
        command.Add(verb._noSpeechGate);
        command.Add(verb._ffmpeg.Option);
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
        var writer = _options.CreateWriter(result, console, classifier.Metadata);
        var run = new ClassificationRun<AudioClip>(classifier, _options.Rule(result), writer, new ProgressLine(console, "files"), new PartialInputCount(console, "clips"));
        var paths = AudioPaths.List(result.GetValue(_files)!, _form.Rows(result), _form.Columns(result, Dataset.AudioColumnNames));
        var files = new AudioFiles(paths, _options.BatchSize(result) ?? DefaultPortion, classifier as AudioEmotionClassifier, decoders, console, cancellationToken);
        return run.Run(files, cancellationToken) ? ExitCode.Success : ExitCode.Failure;
    }
}
