using EmotionAI.Bundles;
using EmotionAI.Checkpoints.TorchZip;
using Tensor = (string Name, System.Collections.Generic.IReadOnlyList<long> Shape, System.ReadOnlyMemory<float> Values);

namespace EmotionAI.Tests.SpeechBrain;

/// <summary>Makes a published SpeechBrain folder of the checkpoint of a Hugging Face folder: its encoder under the names of a lobe, and of projector and classifier one linear layer, as nothing stands between them but a mean.</summary>
internal sealed class LobeModel : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <param name="source">The Hugging Face folder.</param>
    /// <param name="lobe">The class of the lobe and its arguments, a line each.</param>
    /// <param name="rename">Gives the name of a tensor of the encoder in the lobe; null for one that is not in it.</param>
    public LobeModel(string source, string lobe, Func<string, string?> rename)
    {
        Directory.CreateDirectory(Config);
        foreach (var name in (string[])["config.json", "preprocessor_config.json"])
        {
            File.WriteAllBytes(Path.Combine(Config, name), File.ReadAllBytes(Path.Combine(source, name)));
        }

        using var weights = ModelWeights.Open(source);
        List<Tensor> encoder = [.. weights.Names.Where(name => rename(name) is not null).Select(name => Read(weights, name) with { Name = rename(name)! })];
        var (projector, projectorBias, classifier, bias) = (Read(weights, "projector.weight"), Read(weights, "projector.bias"), Read(weights, "classifier.weight"), Read(weights, "classifier.bias"));
        var (outputs, inner, inputs) = ((int)classifier.Shape[0], (int)classifier.Shape[1], (int)projector.Shape[1]);
        var matrix = new float[outputs * inputs];
        var offset = bias.Values.ToArray();
        for (var row = 0; row < outputs; row++)
        {
            for (var i = 0; i < inner; i++)
            {
                var factor = classifier.Values.Span[(row * inner) + i];
                offset[row] += factor * projectorBias.Values.Span[i];
                for (var column = 0; column < inputs; column++)
                {
                    matrix[(row * inputs) + column] += factor * projector.Values.Span[(i * inputs) + column];
                }
            }
        }

        Width = inputs;
        _folder.Write("wav2vec2.ckpt", TorchZipWriter.Write(encoder));
        WriteHead(lobe, "AdaptivePool\n    output_size: 1", matrix, offset);
    }

    public string Root => _folder.Path;

    /// <summary>Gets the folder with the encoder's settings.</summary>
    public string Config => _folder.File("encoder-config");

    /// <summary>Gets the width of the encoder.</summary>
    public int Width { get; }

    /// <summary>Writes head, labels and settings.</summary>
    /// <param name="lobe">The class of the lobe and its arguments, a line each.</param>
    /// <param name="pooling">The class of the pooling in <c>speechbrain.nnet.pooling</c>, with its arguments.</param>
    /// <param name="matrix">The weights, <c>[labels, width]</c>.</param>
    /// <param name="bias">One number a label.</param>
    public void WriteHead(string lobe, string pooling, float[] matrix, float[] bias)
    {
        _folder.Write("model.ckpt", TorchZipWriter.Write([("0.w.weight", [bias.Length, Width], matrix), ("0.w.bias", [bias.Length], bias)]));
        _folder.Write("label_encoder.txt", string.Concat(Enumerable.Range(0, bias.Length).Select(i => $"'label{i}' => {i}\n")) + "================\n'starting_index' => 0\n");
        _folder.Write("hyperparams.yaml", $"""
            sample_rate: 16000
            ssl: !new:{lobe.Replace("\n", "\n    ", StringComparison.Ordinal)}
            avg_pool: !new:speechbrain.nnet.pooling.{pooling}
            output_mlp: !new:speechbrain.nnet.linear.Linear
                input_size: {Width}
                n_neurons: {bias.Length}
            model: !new:torch.nn.ModuleList
                - [!ref <output_mlp>]
            modules:
                ssl: !ref <ssl>
                output_mlp: !ref <output_mlp>
                avg_pool: !ref <avg_pool>
            label_encoder: !new:speechbrain.dataio.encoder.CategoricalEncoder
            pretrainer: !new:speechbrain.utils.parameter_transfer.Pretrainer
                loadables:
                    wav2vec2: !ref <ssl>
                    model: !ref <model>
                    label_encoder: !ref <label_encoder>

            """);
    }

    /// <summary>Replaces tensors of the encoder.</summary>
    /// <param name="change">Gives the tensor to save in place of one; null for none.</param>
    public void Change(Func<Tensor, Tensor?> change)
    {
        List<Tensor> changed;
        using (var weights = ModelWeights.Open(_folder.File("wav2vec2.ckpt")))
        {
            changed = [.. weights.Names.Select(name => change(Read(weights, name))).OfType<Tensor>()];
        }

        _folder.Write("wav2vec2.ckpt", TorchZipWriter.Write(changed));
    }

    public void Dispose() => _folder.Dispose();

    public static Tensor Read(ModelWeights weights, string name) =>
        weights.TryRead(name, out var values, out var shape) ? (name, shape, values) : throw new KeyNotFoundException(name);
}
