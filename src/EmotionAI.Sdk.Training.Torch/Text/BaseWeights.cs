using System.Text.Json.Nodes;
using EmotionAI.Bundles;
using EmotionAI.Formats;
using EmotionAI.Training.Torch.Running;

namespace EmotionAI.Training.Torch.Text;

/// <summary>Reads the weights of a base model; those of a head that it lacks are new.</summary>
internal sealed class BaseWeights
{
    /// <summary>The deviation of new weights: <c>initializer_range</c> of BERT.</summary>
    private const double NewDeviation = 0.02;

    private readonly string _directory;
    private readonly TextSettings _settings;
    private readonly ModelWeights _files;
    private readonly HashSet<string> _names;
    private readonly string _wrapper;
    private readonly List<string> _new = [];
    private SplitMix _random;

    private BaseWeights(string directory, TextSettings settings, ModelWeights files, SplitMix random)
    {
        (_directory, _settings, _files, _random) = (directory, settings, files, random);
        _names = new HashSet<string>(files.Names, StringComparer.Ordinal);
        _wrapper = Wrapper();
    }

    /// <summary>Reads the weights of a folder into a store.</summary>
    /// <param name="directory">The folder.</param>
    /// <param name="settings">Its settings.</param>
    /// <param name="labels">The labels of the new model.</param>
    /// <param name="head">The last layer to begin with; null for that of the folder where its labels are the same, else a new one.</param>
    /// <param name="random">Gives new weights.</param>
    /// <param name="into">Receives the weights.</param>
    /// <returns>The layers that the folder lacks, and that are new.</returns>
    /// <exception cref="EmotionAIException">Weights are missing or of another shape.</exception>
    public static IReadOnlyList<string> Read(string directory, TextSettings settings, EmotionLabels labels, TextHead? head, SplitMix random, WeightStore into)
    {
        using var files = ModelWeights.Open(directory);
        var reader = new BaseWeights(directory, settings, files, random);
        reader.ReadEncoder(into);
        reader.ReadHead(into, labels, head);
        return reader._new;
    }

    private void ReadEncoder(WeightStore into)
    {
        var (family, embeddings) = (_settings.Family, $"{_settings.Family.Prefix}embeddings.");
        if (_settings.Layers > _files.Names.Count)
        {
            throw Fault(family.Keys.Layers, Invariant($"{_settings.Layers} layers"), Invariant($"no more than the checkpoint has tensors, {_files.Names.Count}, are"));
        }

        Copy(into, $"{embeddings}word_embeddings.weight", -1, _settings.EmbeddingSize);
        Copy(into, $"{embeddings}position_embeddings.weight", _settings.Positions, _settings.EmbeddingSize);
        if (family.HasTokenTypes)
        {
            Copy(into, $"{embeddings}token_type_embeddings.weight", -1, _settings.EmbeddingSize);
        }

        CopyNorm(into, $"{embeddings}LayerNorm", _settings.EmbeddingSize);
        if (_settings.EmbeddingSize != _settings.Hidden)
        {
            CopyLinear(into, $"{family.Prefix}embeddings_project", _settings.EmbeddingSize, _settings.Hidden);
        }

        for (var i = 0; i < _settings.Layers; i++)
        {
            ReadLayer(into, Invariant($"{family.Prefix}{family.Layer.Prefix}{i}."));
        }
    }

    private void ReadLayer(WeightStore into, string prefix)
    {
        var (names, hidden) = (_settings.Family.Layer, _settings.Hidden);
        foreach (var name in new[] { names.Query, names.Key, names.Value, names.Out })
        {
            CopyLinear(into, prefix + name, hidden, hidden);
        }

        CopyNorm(into, prefix + names.AttentionNorm, hidden);
        CopyLinear(into, prefix + names.Inner, hidden, _settings.Inner);
        CopyLinear(into, prefix + names.Outer, _settings.Inner, hidden);
        CopyNorm(into, prefix + names.OutputNorm, hidden);
    }

    private void ReadHead(WeightStore into, EmotionLabels labels, TextHead? head)
    {
        var (family, hidden) = (_settings.Family, _settings.Hidden);
        if (Find($"{family.Dense}.weight") is not null && Find($"{family.Dense}.bias") is not null)
        {
            CopyLinear(into, family.Dense, hidden, hidden);
        }
        else
        {
            AddNew(into, family.Dense, hidden, hidden);
        }

        if (head is not null)
        {
            if (head.Weights.Length != labels.Count * hidden || head.Bias.Length != labels.Count)
            {
                throw new EmotionAIException(EmotionErrorCodes.SettingInvalid, Invariant($"The head has {head.Weights.Length} weights and {head.Bias.Length} biases; {labels.Count} labels × {hidden} and {labels.Count} are allowed."));
            }

            into.Add($"{family.Output}.weight", head.Weights.ToArray(), [labels.Count, hidden]);
            into.Add($"{family.Output}.bias", head.Bias.ToArray(), [labels.Count]);
        }
        else if (HasLabels(labels))
        {
            CopyLinear(into, family.Output, hidden, labels.Count);
        }
        else
        {
            AddNew(into, family.Output, hidden, labels.Count);
        }
    }

    /// <summary>Tells whether the folder has a last layer for the same labels in the same order.</summary>
    private bool HasLabels(EmotionLabels labels)
    {
        if (Find($"{_settings.Family.Output}.weight") is not { } stored || !_files.TryRead(stored, out _, out var shape) || shape[0] != labels.Count)
        {
            return false;
        }

        var map = _settings.Root["id2label"] as JsonObject;
        return (map is null || map.Count == labels.Count) && Enumerable.Range(0, labels.Count).All(i => labels[i] == (map is null ? Invariant($"LABEL_{i}") : Name(map[Invariant($"{i}")])));
    }

    private static string? Name(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var name) ? name : null;

    private void AddNew(WeightStore into, string name, int inputs, int outputs)
    {
        _new.Add(name);
        var values = new float[inputs * outputs];
        foreach (ref var value in values.AsSpan())
        {
            value = (float)(_random.Normal() * NewDeviation);
        }

        into.Add($"{name}.weight", values, [outputs, inputs]);
        into.Add($"{name}.bias", new float[outputs], [outputs]);
    }

    private void CopyLinear(WeightStore into, string name, int inputs, int outputs)
    {
        Copy(into, $"{name}.weight", outputs, inputs);
        Copy(into, $"{name}.bias", outputs);
    }

    private void CopyNorm(WeightStore into, string name, int size)
    {
        Copy(into, $"{name}.weight", size);
        Copy(into, $"{name}.bias", size);
    }

    private void Copy(WeightStore into, string name, params ReadOnlySpan<long> expected)
    {
        if (Find(name) is not { } stored || !_files.TryRead(stored, out var values, out var shape))
        {
            throw Fault(name, "the tensor is absent", "the weights of the encoder are needed, which");
        }

        var fits = shape.Count == expected.Length;
        for (var i = 0; fits && i < expected.Length; i++)
        {
            fits = shape[i] == expected[i] || (expected[i] < 0 && shape[i] > 0);
        }

        if (!fits || !Array.TrueForAll(values, float.IsFinite))
        {
            throw Fault(name, fits ? "a number is not finite" : $"the shape is {Describe(shape)}", fits ? "finite numbers are" : $"{Describe(expected.ToArray())} is");
        }

        into.Add(name, values, [.. shape]);
    }

    private static string Describe(IEnumerable<long> shape) => $"[{string.Join(", ", shape.Select(size => size < 0 ? "any" : Invariant($"{size}")))}]";

    private EmotionAIException Fault(string name, string found, string allowed) => ArtefactFile.Fault(EmotionErrorCodes.FormatInvalid, _directory, $"{name}: {found}", allowed);

    /// <summary>Finds a tensor; a checkpoint may have been saved without the prefix of its encoder.</summary>
    private string? Find(string name)
    {
        var plain = name.StartsWith(_settings.Family.Prefix, StringComparison.Ordinal) ? name[_settings.Family.Prefix.Length..] : name;
        return _names.Contains(_wrapper + name) ? _wrapper + name : _names.Contains(_wrapper + plain) ? _wrapper + plain : null;
    }

    /// <summary>Finds the one module that holds everything, as a training framework's wrapper does.</summary>
    private string Wrapper()
    {
        var first = _files.Names.Count > 0 ? _files.Names[0] : "";
        var wrapper = first[..(first.IndexOf('.', StringComparison.Ordinal) + 1)];
        return wrapper.Length > 0 && _files.Names.All(name => name.StartsWith(wrapper, StringComparison.Ordinal)) && _files.Names.Any(name => name.AsSpan(wrapper.Length).StartsWith(_settings.Family.Prefix)) ? wrapper : "";
    }
}
