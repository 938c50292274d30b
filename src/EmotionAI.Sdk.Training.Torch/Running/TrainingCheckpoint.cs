using System.Globalization;
using EmotionAI.Bundles;
using EmotionAI.Formats;
using EmotionAI.Training.Writing;
using static TorchSharp.torch;

namespace EmotionAI.Training.Torch.Running;

/// <summary>Keeps in a folder what a training goes on from. Whenever the process ends, a whole checkpoint is there: each is a folder <c>step-…</c> that takes its name when all its files are on the disk.</summary>
/// <param name="directory">The folder.</param>
/// <param name="fingerprint">What tells this training from any other.</param>
internal sealed class TrainingCheckpoint(string directory, string fingerprint)
{
    private const string StatePrefix = "step-";
    private const string BestPrefix = "best-";
    private const string WeightsName = "weights.safetensors";
    private const string StateName = "state.json";

    /// <summary>Writes a checkpoint, and removes those before it.</summary>
    /// <param name="state">Where the training stands.</param>
    /// <param name="tensors">The weights and the state of the optimizer.</param>
    /// <param name="best">The best weights, by name; null before the first measurement.</param>
    public void Save(TrainingState state, IEnumerable<(string Name, Tensor Value)> tensors, IReadOnlyCollection<NamedTensor>? best) => Guard(() =>
    {
        Directory.CreateDirectory(directory);
        var bestName = Invariant($"{BestPrefix}{state.BestStep:D8}");
        if (best is not null && !Directory.Exists(Path.Combine(directory, bestName)))
        {
            WriteFolder(bestName, folder => AtomicFile.WriteNew(Path.Combine(folder, WeightsName), stream => TensorStream.Write(stream, [.. best.Select(tensor => (tensor.Name, tensor.Shape.ToArray(), (Func<float[]>)tensor.Values.ToArray))])));
        }

        var name = Invariant($"{StatePrefix}{state.Step:D8}");
        if (!Directory.Exists(Path.Combine(directory, name)))
        {
            WriteFolder(name, folder =>
            {
                AtomicFile.WriteNew(Path.Combine(folder, WeightsName), stream => TensorStream.Write(stream, [.. tensors.Select(tensor => (tensor.Name, tensor.Value.shape, (Func<float[]>)(() => WeightStore.Read(tensor.Value))))]));
                AtomicFile.WriteNew(Path.Combine(folder, StateName), state.Format(fingerprint));
            });
        }

        foreach (var old in Directory.EnumerateDirectories(directory).Where(folder => Path.GetFileName(folder) is var found && IsOurs(found) && found != name && found != bestName))
        {
            Directory.Delete(old, recursive: true);
        }
    });

    /// <summary>Opens the last checkpoint.</summary>
    /// <param name="state">Receives where the training stands.</param>
    /// <param name="weights">Receives the weights and the state of the optimizer, which are to be disposed.</param>
    /// <param name="best">Receives the best weights, to be disposed; null where nothing was measured yet.</param>
    /// <returns>False where there is none.</returns>
    /// <exception cref="EmotionAIException">It is broken, or of another training.</exception>
    public bool TryOpen(out TrainingState state, out ModelWeights? weights, out ModelWeights? best)
    {
        (state, weights, best) = (new TrainingState(), null, null);
        if (!Directory.Exists(directory) || Directory.EnumerateDirectories(directory, StatePrefix + "*").Where(folder => IsOurs(Path.GetFileName(folder))).Max(StringComparer.Ordinal) is not { } last)
        {
            return false;
        }

        state = TrainingState.Read(Path.Combine(last, StateName), fingerprint);
        var bestPath = Path.Combine(directory, Invariant($"{BestPrefix}{state.BestStep:D8}"), WeightsName);
        best = state.Best is null ? null : ModelWeights.Open(bestPath);
        weights = ModelWeights.Open(Path.Combine(last, WeightsName));
        return true;
    }

    private static bool IsOurs(string name) => (name.StartsWith(StatePrefix, StringComparison.Ordinal) || name.StartsWith(BestPrefix, StringComparison.Ordinal))
        && int.TryParse(name.AsSpan(StatePrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out _);

    private void WriteFolder(string name, Action<string> write)
    {
        var draft = Path.Combine(directory, $".{name}.new");
        if (Directory.Exists(draft))
        {
            Directory.Delete(draft, recursive: true);
        }

        Directory.CreateDirectory(draft);
        write(draft);
        Directory.Move(draft, Path.Combine(directory, name));
    }

    private void Guard(Action write)
    {
        try
        {
            write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EmotionAIException(EmotionErrorCodes.FileUnwritable, $"The checkpoint in '{directory}' cannot be written: {e.Message}", directory, innerException: e);
        }
    }
}
