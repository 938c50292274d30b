using System.Collections.Concurrent;
using EmotionAI.Audio;
using EmotionAI.Batching;
using EmotionAI.Bundles;
using EmotionAI.Mocks;
using EmotionAI.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EmotionAI.DependencyInjection;

/// <summary>Makes the classifiers of one container, and warns once of each mock that serves and of each fault of a model folder.</summary>
internal sealed class ContainerClassifiers(IOptions<EmotionAIOptions> options, ModelChooser chooser, IEnumerable<IAudioDecoder> decoders, ILoggerFactory? loggers = null)
{
    private const string Category = "EmotionAI";

    private readonly Lazy<EmotionAIOptions> _options = new(() => Complete(options.Value.Copy(), decoders), LazyThreadSafetyMode.PublicationOnly);
    private readonly ConcurrentDictionary<ModelChoice, ModelBundle> _checked = [];
    private readonly ConcurrentDictionary<(ModelChoice Choice, string Warning), bool> _told = [];

    /// <summary>Gets the options as they were when first used.</summary>
    public EmotionAIOptions Options => _options.Value;

    /// <summary>Gives the real classifier behind the interface.</summary>
    /// <exception cref="EmotionAIException">A mock serves.</exception>
    public static T Concrete<T>(IEmotionClassifier classifier)
        where T : class, IEmotionClassifier => classifier.GetService<T>() ?? throw new EmotionAIException(
            EmotionErrorCodes.ModelNotFound,
            $"A mock serves in place of a {typeof(T).Name}: ask for the interface IEmotionClassifier<…>, or configure a model.");

    /// <exception cref="EmotionAIException">There is no such model, or its folder cannot be used.</exception>
    public IEmotionClassifier<string> CreateText(object? key = null)
    {
        var choice = chooser.Choose(Options, ModelModality.Text, key);
        var settings = key is null ? Options.Text : Options.TextClassifiers[EmotionAIBuilder.NameOf(key)];
        return Batched<string>(Load(choice, settings.Limits) is { } bundle ? TextEmotionClassifier.Load(bundle, settings) : new MockTextEmotionClassifier(limits: settings.Limits));
    }

    /// <exception cref="EmotionAIException">There is no such model, or its folder cannot be used.</exception>
    public IEmotionClassifier<AudioClip> CreateAudio(object? key = null)
    {
        var choice = chooser.Choose(Options, ModelModality.Audio, key);
        var settings = key is null ? Options.Audio : Options.AudioClassifiers[EmotionAIBuilder.NameOf(key)];
        return Batched<AudioClip>(Load(choice, settings.Limits) is { } bundle ? AudioEmotionClassifier.Load(bundle, settings) : new MockAudioEmotionClassifier(limits: settings.Limits));
    }

    /// <summary>Checks the folder of a model before anything asks for it, and keeps what it read.</summary>
    /// <exception cref="EmotionAIException">The folder does not exist, cannot be used or is of the other modality.</exception>
    public void Check(ModelChoice choice, EmotionLimits limits)
    {
        if (Load(choice, limits) is not { } bundle)
        {
            return;
        }

        _checked[choice] = bundle.Modality == choice.Modality ? bundle : throw new EmotionAIException(
            EmotionErrorCodes.InputInvalid,
            $"'{bundle.Directory}' (from {choice.Origin}) is a model of the kind {bundle.Kind}, which is not one for {(choice.Modality == ModelModality.Text ? "text" : "audio")}.");
    }

    /// <summary>Lists what the container is to serve: the kinds of input whose model is there or missed, and every key.</summary>
    public IEnumerable<(ModelModality Modality, string? Key)> Served()
    {
        foreach (var modality in Options.Added.Where(modality => chooser.IsNeeded(Options, modality)).Order())
        {
            yield return (modality, null);
        }

        foreach (var key in Options.TextClassifiers.Keys)
        {
            yield return (ModelModality.Text, key);
        }

        foreach (var key in Options.AudioClassifiers.Keys)
        {
            yield return (ModelModality.Audio, key);
        }
    }

    private static EmotionAIOptions Complete(EmotionAIOptions options, IEnumerable<IAudioDecoder> decoders)
    {
        foreach (var audio in options.AudioClassifiers.Values.Prepend<AudioEmotionOptions>(options.Audio))
        {
            audio.Decoders = [.. audio.Decoders, .. decoders];
            audio.Threads ??= ThreadsOfWorker(options.Batching);
        }

        foreach (var text in options.TextClassifiers.Values.Prepend(options.Text))
        {
            text.Threads ??= ThreadsOfWorker(options.Batching);
        }

        return options;
    }

    /// <summary>Divides the cores among batches that run at the same time; null for all of them.</summary>
    private static int? ThreadsOfWorker(BatchingOptions? batching) => batching is { Workers: > 1 and var workers } ? Math.Max(1, Environment.ProcessorCount / workers) : null;

    private IEmotionClassifier<T> Batched<T>(IEmotionClassifier<T> classifier) => Options.Batching is { } batching ? new BatchingEmotionClassifier<T>(classifier, batching) : classifier;

    /// <summary>Reads the folder, or takes what the check has read; null for a mock. Tells the log what is to be known before the model answers.</summary>
    private ModelBundle? Load(ModelChoice choice, EmotionLimits limits)
    {
        if (choice.Directory is not { } directory)
        {
            Tell(choice, choice.MockWarning);
            return null;
        }

        if (_checked.TryRemove(choice, out var read))
        {
            return read;
        }

        var bundle = ModelBundle.Load(directory, limits, choice.Origin);
        foreach (var warning in bundle.Problems)
        {
            Tell(choice, $"{directory}: {warning}");
        }

        return bundle;
    }

    private void Tell(ModelChoice choice, string warning)
    {
        if (_told.TryAdd((choice, warning), true))
        {
            loggers?.CreateLogger(Category).LogWarning("{EmotionAIWarning}", warning);
        }
    }
}
