using EmotionAI.Checkpoints.Onnx;
using EmotionAI.Graphs;
using EmotionAI.Inference;

namespace EmotionAI.Models;

/// <summary>A network that is written here, over the weights of a checkpoint.</summary>
/// <param name="name">The architecture.</param>
/// <param name="files">The open weights.</param>
/// <param name="network">The encoder.</param>
/// <param name="head">The head.</param>
/// <param name="outputs">The number of outputs of the head.</param>
internal sealed class WrittenNetwork(string name, WeightFiles files, INetwork network, IHead head, int outputs) : ModelNetwork
{
    private const string OutputName = "logits";

    private readonly WeightMemory _memory = new();
    private readonly SharedWeights _shared = new();

    public override string Name => name;

    /// <summary>Gets the encoder.</summary>
    public INetwork Encoder => network;

    /// <summary>Writes the network over weights that check what it asks for.</summary>
    public static void Check(INetwork network, IHead head, WeightChecker weights) => Outputs(network, head, new NetworkWriter(weights));

    /// <summary>Writes the network for one session.</summary>
    public OnnxModel Write(SessionSettings settings, out IReadOnlyList<WeightInMemory> inMemory) => Write(settings, head, outputs, OutputName, out inMemory);

    /// <summary>Gets the head.</summary>
    public IHead Head => head;

    /// <summary>Opens a session with another head, such as one that gives embeddings.</summary>
    /// <param name="size">The number of outputs of each input, or of each of its frames.</param>
    /// <param name="areFrames">Whether there is more than one frame.</param>
    public OnnxSession Open(SessionSettings settings, IHead other, int size, bool areFrames = false) =>
        Open(() => Open(Write(settings, other, areFrames ? null : size, OutputName, out var inMemory), inMemory, size, settings));

    /// <summary>Writes the network with its weights as a model that stands by itself.</summary>
    /// <param name="precision">The precision of the linear layers.</param>
    /// <param name="metadata">What the model says of itself.</param>
    /// <param name="write">Receives the model; its weights are there until this returns.</param>
    public void Export(Precision precision, IReadOnlyList<KeyValuePair<string, string>> metadata, Action<OnnxFileWriter> write) => Use(() =>
    {
        var loader = new WeightLoader(files, _memory, precision, isExport: true);
        var form = new NetworkForm(Masked: network is ITextNetwork, Portable: true);
        var value = Outputs(network, head, new NetworkWriter(loader, form));
        var graph = loader.Graph.BuildGraph(OutputName, value, "batch", outputs);
        write(new OnnxFileWriter(graph, loader.InMemory, metadata, loader.Graph.Signature, OnnxGraphBuilder.Describe(OutputName, OnnxElementType.Float, "batch", outputs)));
    });

    protected override OnnxSession OpenSession(SessionSettings settings) => Open(Write(settings, out var inMemory), inMemory, outputs, settings);

    protected override void Close()
    {
        _shared.Dispose();
        files.Dispose();
    }

    private OnnxSession Open(OnnxModel model, IReadOnlyList<WeightInMemory> inMemory, int size, SessionSettings settings) => OnnxSession.Create(model, inMemory, _shared, size, settings, Dispose);

    private OnnxModel Write(SessionSettings settings, IHead last, int? size, string output, out IReadOnlyList<WeightInMemory> inMemory)
    {
        var loader = new WeightLoader(files, _memory, settings.Precision);
        var value = Outputs(network, last, new NetworkWriter(loader, settings.Form));
        inMemory = loader.InMemory;
        return loader.Graph.Build(output, value, "batch", (object?)size ?? "outputs");
    }

    private static string Outputs(INetwork network, IHead head, NetworkWriter writer) => head.Write(writer, network.Write(writer, head.Needs));
}
