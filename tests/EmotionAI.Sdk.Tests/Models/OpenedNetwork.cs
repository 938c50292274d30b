using EmotionAI.Bundles;
using EmotionAI.Checkpoints.HuggingFace;
using EmotionAI.Graphs;
using EmotionAI.Inference;
using EmotionAI.Models;

namespace EmotionAI.Tests.Models;

/// <summary>Opens the network of a folder without its tokenizer: config.json, weights, the checks of both, sessions.</summary>
internal sealed class OpenedNetwork : IDisposable
{
    private readonly WrittenNetwork _network;
    private readonly Dictionary<SessionSettings, OnnxSession> _sessions = [];

    private OpenedNetwork(WrittenNetwork network, ClassifierNetwork classifier, int outputs)
    {
        _network = network;
        Classifier = classifier;
        Outputs = outputs;
    }

    public ClassifierNetwork Classifier { get; }

    public int Outputs { get; }

    /// <summary>Opens a folder.</summary>
    /// <exception cref="InvalidOperationException">The folder has problems, which the message lists.</exception>
    public static OpenedNetwork Open(string directory)
    {
        var problems = new BundleProblems(directory);
        return TryOpen(directory, problems) ?? throw new InvalidOperationException(string.Join('\n', problems.All));
    }

    /// <summary>Opens a folder, or lists its problems.</summary>
    public static OpenedNetwork? TryOpen(string directory, BundleProblems problems)
    {
        var config = HuggingFaceConfig.Read(directory, new EmotionLimits(), problems)!;
        var architecture = Architectures.Text.Find(config.Text("model_type")) ?? throw new InvalidOperationException($"{config.Text("model_type")} is not supported.");
        var files = new WeightFiles(CheckpointFolder.Open(directory, new EmotionLimits()), architecture.Info.Prefix);
        var outputs = files.TryFind("", architecture.Info.HeadWeight, out var head) ? (int)head.Shape[0] : throw new InvalidOperationException($"There is no {architecture.Info.HeadWeight}.");
        var classifier = architecture.Read(new ModelSource(config, outputs, problems));
        var isPlausible = classifier?.Encoder.Layers.All(layers => layers.Count <= files.Count()) ?? false;
        if (classifier is not null && isPlausible)
        {
            WrittenNetwork.Check(classifier.Encoder, classifier.Head, new WeightChecker(files, problems));
        }

        if (classifier is null || !isPlausible || problems.HasErrors)
        {
            files.Dispose();
            return null;
        }

        return new OpenedNetwork(new WrittenNetwork(architecture.Info.Name, files, classifier.Encoder, classifier.Head, outputs), classifier, outputs);
    }

    /// <summary>Runs one text.</summary>
    public float[] Run(int[] ids, Precision precision = Precision.Float32) => Run(ids, 1, [], precision);

    /// <summary>Runs several rows of one length; where their own lengths are given, in the masked form.</summary>
    public float[] Run(int[] ids, int rows, int[] lengths, Precision precision = Precision.Float32)
    {
        var logits = new float[rows * Outputs];
        Session(new SessionSettings(1, precision, Form: new NetworkForm(lengths.Length > 0))).Run<int>(ids, new TensorShape(rows, ids.Length / rows), lengths, logits, default);
        return logits;
    }

    /// <summary>Opens a session with another head.</summary>
    public OnnxSession OpenWith(IHead head, int size, NetworkForm form = default) => _network.Open(new SessionSettings(1, Form: form), head, size);

    public void Dispose()
    {
        foreach (var session in _sessions.Values)
        {
            session.Dispose();
        }

        _network.Dispose();
    }

    private OnnxSession Session(SessionSettings settings)
    {
        if (!_sessions.TryGetValue(settings, out var session))
        {
            session = _network.Open(settings);
            _sessions.Add(settings, session);
        }

        return session;
    }
}
