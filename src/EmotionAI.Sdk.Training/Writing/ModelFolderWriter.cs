using EmotionAI.Checkpoints.TorchZip;
using EmotionAI.Formats;

namespace EmotionAI.Training.Writing;

/// <summary>Collects the files of a model folder in memory, and writes them whole or not at all.</summary>
/// <remarks>Not safe for concurrent use. The same files give the same bytes: nothing of the clock or of chance goes in.</remarks>
/// <example><code>
/// var writer = new ModelFolderWriter();
/// writer.AddSafeTensors("model/model.safetensors", tensors);
/// writer.AddCopy("model/tokenizer.json", "base/tokenizer.json");
/// writer.WriteTo("models/mine");
/// </code></example>
public sealed class ModelFolderWriter
{
    private static readonly string[] TokenizerFiles =
    [
        "tokenizer.json", "tokenizer_config.json", "special_tokens_map.json", "added_tokens.json", "vocab.txt", "vocab.json", "merges.txt",
        "sentencepiece.bpe.model", "spiece.model", "spm.model", "tokenizer.model",
    ];

    private readonly SortedDictionary<string, byte[]> _files = new(StringComparer.Ordinal);

    /// <summary>Gets the names of the files added so far, sorted.</summary>
    public IReadOnlyCollection<string> FileNames => Array.AsReadOnly(_files.Keys.ToArray());

    /// <summary>Adds a file; one of this name that was added before gets the new content.</summary>
    /// <param name="fileName">The name relative to the folder, with '/': <c>labels.json</c>, <c>checkpoint/model.onnx</c>.</param>
    /// <param name="content">The content; it is not copied, and must not be changed before the folder is written.</param>
    /// <exception cref="ArgumentException">The name could leave the folder, is none on some system, or is that of a folder of another file.</exception>
    public void Add(string fileName, byte[] content)
    {
        ArgumentNullException.ThrowIfNull(content);
        FolderFileName.Check(fileName);
        if (_files.Keys.FirstOrDefault(name => name.StartsWith(fileName + "/", StringComparison.Ordinal) || fileName.StartsWith(name + "/", StringComparison.Ordinal)) is { } other)
        {
            throw new ArgumentException($"The file names '{fileName}' and '{other}' exclude each other: one is that of the other's folder.", nameof(fileName));
        }

        _files[fileName] = content;
    }

    /// <summary>Adds a copy of a file, read at once.</summary>
    /// <param name="fileName">The name relative to the folder, with '/'.</param>
    /// <param name="path">The file to copy.</param>
    /// <exception cref="ArgumentException">The name could leave the folder, is none on some system, or is that of a folder of another file.</exception>
    /// <exception cref="EmotionAIException">The file is missing, cannot be read, or is larger than 2 GB.</exception>
    public void AddCopy(string fileName, string path) => Add(fileName, ArtefactFile.ReadBytes(path, Array.MaxLength));

    /// <summary>Adds copies of the files of a folder that a tokenizer is read from.</summary>
    /// <param name="directory">The Hugging Face folder.</param>
    /// <exception cref="EmotionAIException">A file cannot be read, or is larger than 2 GB.</exception>
    public void AddTokenizer(string directory)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        foreach (var name in TokenizerFiles.Where(name => File.Exists(Path.Combine(directory, name))))
        {
            AddCopy(name, Path.Combine(directory, name));
        }
    }

    /// <summary>Adds tensors as a safetensors file, as Hugging Face writes it.</summary>
    /// <param name="fileName">The name relative to the folder: <c>model/model.safetensors</c>.</param>
    /// <param name="tensors">The tensors, in any order; they are sorted by name.</param>
    /// <param name="halfPrecision">Whether numbers are rounded to 16 bits (F16) in place of 32 (F32).</param>
    /// <exception cref="ArgumentException">The file name is refused (<see cref="Add"/>), or two tensors have one name.</exception>
    /// <exception cref="EmotionAIException">The tensors take more than 2 GB.</exception>
    public void AddSafeTensors(string fileName, IReadOnlyList<NamedTensor> tensors, bool halfPrecision = false)
    {
        CheckNames(tensors);
        Add(fileName, NamedTensor.ToFile(tensors, halfPrecision));
    }

    /// <summary>Adds tensors as a torch file, as <c>torch.save</c> writes a state dictionary: <c>.ckpt</c>, <c>.bin</c>, <c>.pt</c>.</summary>
    /// <param name="fileName">The name relative to the folder: <c>checkpoint/embedding_model.ckpt</c>.</param>
    /// <param name="tensors">The tensors; their order is kept.</param>
    /// <exception cref="ArgumentException">The file name is refused (<see cref="Add"/>), or two tensors have one name.</exception>
    /// <exception cref="EmotionAIException">The tensors take more than 2 GB, or there are more than 65,527.</exception>
    public void AddTorchCheckpoint(string fileName, IReadOnlyList<NamedTensor> tensors)
    {
        CheckNames(tensors);
        Add(fileName, TorchZipWriter.Write([.. tensors.Select(tensor => (tensor.Name, tensor.Shape, tensor.Values))]));
    }

    /// <summary>Writes the folder, whole or not at all; other files of a folder that is written into are kept.</summary>
    /// <param name="directory">The folder; those above it must be there.</param>
    /// <param name="overwrite">Whether a folder that holds something may be written into.</param>
    /// <exception cref="EmotionAIException">The folder holds something and may not be written into, or cannot be written.</exception>
    public void WriteTo(string directory, bool overwrite = false)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(directory);
        AtomicFolder.Write(directory, _files, overwrite);
    }

    private static void CheckNames(IReadOnlyList<NamedTensor> tensors)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        var names = new HashSet<string>(StringComparer.Ordinal);
        if (tensors.FirstOrDefault(tensor => !names.Add(tensor.Name)) is { } twice)
        {
            throw new ArgumentException($"Two tensors are named '{twice.Name}'; each name may occur once.", nameof(tensors));
        }
    }
}
