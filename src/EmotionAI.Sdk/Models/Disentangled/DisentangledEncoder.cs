using EmotionAI.Checkpoints.Onnx;
using EmotionAI.Graphs;
using EmotionAI.Models.Bert;

namespace EmotionAI.Models.Disentangled;

/// <summary>The encoder of every generation of DeBERTa: attention adds what words and distances have to say to each other.</summary>
/// <remarks>
/// Row <c>p</c> of the table of distances, projected to keys and to queries, is a constant of a layer. A score is <c>(q·k + q·key[p] + query[p]·k) / √(size · parts)</c>,
/// where <c>p</c> depends on the distance only: the products with the rows that a text needs are computed, and each pair picks its own.
/// </remarks>
internal abstract class DisentangledEncoder(DisentangledSettings settings) : ITextNetwork
{
    protected const string Attention = "attention.self.";

    private static readonly PostNormNames Names = new(
        "", "", "", "attention.output.dense", "attention.output.LayerNorm",
        "intermediate.dense", "output.dense", "output.LayerNorm");

    public string Prefix => settings.Prefix;

    public string WordEmbeddings => "embeddings.word_embeddings.weight";

    public IEnumerable<LayerCount> Layers => [new("num_hidden_layers", settings.NumHiddenLayers)];

    public int HiddenSize => settings.Sizes.Hidden;

    public int MaxLength => settings.MaxLength;

    protected DisentangledSettings Settings => settings;

    protected int HeadSize => settings.Sizes.Hidden / settings.Sizes.Heads;

    /// <summary>Gets half the rows of the table of distances.</summary>
    protected abstract int Span { get; }

    /// <summary>Gets by how much scores are divided, beside the width of a head.</summary>
    protected abstract int ScaleFactor { get; }

    private float Scale => 1 / MathF.Sqrt((float)HeadSize * ScaleFactor);

    public EncoderOutput Write(NetworkWriter writer, EncoderPart part)
    {
        var ids = writer.InputIds();
        var encoder = writer.At(Prefix);
        var embedded = Embeddings(encoder, ids);
        var distances = settings.IsRelative && (settings.AsksPositions || settings.AsksWords) ? Distances(encoder, ids) : (PairRows?)null;
        var hidden = embedded;
        for (var i = 0; i < settings.NumHiddenLayers; i++)
        {
            var own = i == settings.NumHiddenLayers - 1 ? part : EncoderPart.AllPositions;
            hidden = Layer(encoder.At(Invariant($"encoder.layer.{i}.")), hidden, own, distances);
            hidden = i == 0 ? BehindFirstLayer(encoder, ids, embedded, hidden, own) : hidden;
        }

        return EncoderOutput.Of(writer, ids, hidden, part);
    }

    /// <summary>Adds the queries, keys and values of a layer with their biases, <c>[batch, sequence, hidden]</c>.</summary>
    protected abstract (string Query, string Key, string Value) Project(NetworkWriter layer, string hidden, EncoderPart part);

    /// <summary>Asks for what makes keys of the table of distances.</summary>
    protected abstract (NetworkWeight Weight, NetworkWeight? Bias) PositionKeys(NetworkWriter layer);

    /// <summary>Asks for what makes queries of the table of distances.</summary>
    protected abstract (NetworkWeight Weight, NetworkWeight? Bias) PositionQueries(NetworkWriter layer);

    /// <summary>Asks for the table of distances, <c>[2 · span, hidden]</c>.</summary>
    /// <returns>What reads it.</returns>
    protected virtual Func<float[]> Table(NetworkWriter encoder)
    {
        var table = encoder.Find("encoder.rel_embeddings.weight", 2L * Span, HiddenSize);
        return table.Values;
    }

    /// <summary>Gives the row of a distance from a query back to a key. It never falls as the distance grows.</summary>
    protected virtual int Row(int distance) => Math.Clamp(distance + Span, 0, (2 * Span) - 1);

    /// <summary>Adds what stands behind the first layer.</summary>
    protected virtual string BehindFirstLayer(NetworkWriter encoder, string ids, string embedded, string hidden, EncoderPart part) => hidden;

    private string Embeddings(NetworkWriter writer, string ids)
    {
        var size = settings.EmbeddingSize;
        var hidden = writer.Embedding(ids, WordEmbeddings, -1, size);
        if (settings.HasPositions)
        {
            var table = settings.TokenTypes > 0
                ? PositionTable.WithType(writer, settings.MaxPositionEmbeddings, size)
                : writer.Weight(PositionTable.Name, settings.MaxPositionEmbeddings, size);
            hidden = writer.Graph.Node("Add", [hidden, writer.Graph.FirstRows(table, ids)]);
        }
        else if (settings.TokenTypes > 0)
        {
            var types = writer.Find(PositionTable.Types, settings.TokenTypes, size);
            hidden = writer.Graph.Node("Add", [hidden, writer.Fold([size], () => types.Values()[..size])]);
        }

        hidden = size == HiddenSize ? hidden : writer.Linear(hidden, "embeddings.embed_proj", size, HiddenSize, bias: false);
        return writer.LayerNorm(hidden, "embeddings.LayerNorm", HiddenSize, settings.Sizes.Epsilon);
    }

    private string Layer(NetworkWriter layer, string hidden, EncoderPart part, PairRows? distances)
    {
        var (query, key, value) = Project(layer, hidden, part);
        var scores = distances is { } rows ? Scores(layer, query, key, rows, part) : "";
        var context = layer.Attention(query, key, value, settings.Sizes.Heads, "", scores, Scale);
        return layer.PostNormOf(context, layer.Graph.Queried(hidden, part), Names, settings.Sizes);
    }

    /// <summary>Adds the rows of the table that a text needs, and which of them each pair of its tokens has.</summary>
    private PairRows Distances(NetworkWriter encoder, string ids)
    {
        var graph = encoder.Graph;
        var largest = Math.Min(settings.MaxRelativePositions, MaxLength - 1);
        var table = new Lazy<float[]>(Table(encoder));
        var byDistance = encoder.Fold([(2L * largest) + 1], () => [.. Enumerable.Range(-largest, (2 * largest) + 1).Select(distance => (float)Row(distance))]);
        var rows = graph.Node("Cast", [graph.Node("Gather", [byDistance, graph.Places(graph.Distances(ids), largest)])], ("to", (int)OnnxElementType.Int64));

        // The first query and the last key are the furthest apart on one side, the last and the first on the other.
        var first = graph.Node("Reshape", [graph.Part(graph.Part(rows, 0, 0, 1), 1, -1, long.MaxValue), graph.Constant(1)]);
        var last = graph.Node("Reshape", [graph.Part(graph.Part(rows, 0, -1, long.MaxValue), 1, 0, 1), graph.Constant(1)]);
        var picks = graph.Node("Cast", [graph.Node("Sub", [rows, first])], ("to", (int)OnnxElementType.Int32));
        var pairs = graph.Node("Concat", [graph.Node("Shape", [ids], ("end", 1)), graph.Constant(settings.Sizes.Heads), graph.Node("Shape", [picks])], ("axis", 0));
        return new(table, first, graph.Node("Add", [last, graph.Constant(1)]), graph.Node("Expand", [picks, pairs]));
    }

    private string Scores(NetworkWriter layer, string query, string key, PairRows rows, EncoderPart part)
    {
        var graph = layer.Graph;
        var picks = part == EncoderPart.FirstPosition ? graph.Part(rows.Picks, 2, 0, 1) : rows.Picks;
        var scores = "";
        if (settings.AsksPositions)
        {
            var keys = Needed(layer, PositionKeys(layer), rows);
            scores = graph.Node("GatherElements", [Product(graph, graph.ByHead(query, settings.Sizes.Heads, HeadSize), keys), picks], ("axis", 3));
        }

        if (settings.AsksWords)
        {
            var queries = Needed(layer, PositionQueries(layer), rows);
            var asked = graph.Node("GatherElements", [Product(graph, queries, graph.ByHead(key, settings.Sizes.Heads, HeadSize)), picks], ("axis", 2));
            scores = scores.Length == 0 ? asked : graph.Node("Add", [scores, asked]);
        }

        return scores;
    }

    /// <summary>Adds the rows that a text needs, as keys or queries of each head, <c>[heads, rows, size]</c>.</summary>
    private string Needed(NetworkWriter layer, (NetworkWeight Weight, NetworkWeight? Bias) projection, PairRows rows)
    {
        var heads = settings.Sizes.Heads;
        var all = layer.Fold([heads, 2L * Span, HeadSize], () => DistanceTable.Project(rows.Table.Value, projection.Weight, projection.Bias, HiddenSize, heads, Scale));
        return layer.Graph.Node("Slice", [all, rows.Start, rows.End, layer.Graph.Constant(1)]);
    }

    private static string Product(OnnxGraphBuilder graph, string x, string y) => graph.MicrosoftNode("FusedMatMul", [x, y], ("transB", 1));

    /// <summary>Holds which rows of the table of distances a text needs.</summary>
    /// <param name="Table">The table.</param>
    /// <param name="Start">The first row.</param>
    /// <param name="End">The row behind the last.</param>
    /// <param name="Picks">The row of each pair, counted from the first, int32 <c>[batch, heads, sequence, sequence]</c>.</param>
    private readonly record struct PairRows(Lazy<float[]> Table, string Start, string End, string Picks);
}
