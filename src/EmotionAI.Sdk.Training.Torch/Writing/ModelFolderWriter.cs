using EmotionAI.Formats;

namespace EmotionAI.Training.Torch.Writing;

/// <summary>Collects the files of a model folder, and writes them whole or not at all.</summary>
internal sealed class ModelFolderWriter
{
    private readonly Dictionary<string, byte[]> _files = new(StringComparer.Ordinal);

    public void Add(string fileName, byte[] content) => _files[fileName] = content;

    public void AddCopy(string fileName, string path) => Add(fileName, BoundedFile.Read(path, int.MaxValue / 2, "a file of a model"));

    public void AddSafeTensors(string fileName, IReadOnlyList<NamedTensor> tensors)
    {
        using var stream = new MemoryStream();
        SafeTensorsWriter.Write(stream, tensors);
        Add(fileName, stream.ToArray());
    }

    public void AddTorchCheckpoint(string fileName, IReadOnlyList<NamedTensor> tensors) => Add(fileName, TorchCheckpointWriter.Format(Path.GetFileNameWithoutExtension(fileName), tensors));

    public void WriteTo(string directory, bool overwrite = false) => AtomicFolder.Write(directory, _files, overwrite);
}
