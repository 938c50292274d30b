using System.Globalization;

namespace EmotionAI.Checkpoints.Onnx;

/// <summary>Checks where the external data of a model lies: relative, inside its folder, there, and long enough.</summary>
/// <remarks>ONNX Runtime checks the same since 1.31; this check comes first and gives the reason.</remarks>
internal sealed class OnnxExternalFiles
{
    private const string MemoryMarker = "_ORT_MEM_ADDR_";

    private readonly OpenedFile _file;
    private readonly string _folder;
    private readonly string _realFolder;
    private readonly string _realModelFolder;
    private readonly Dictionary<string, FileInfo> _resolved = new(StringComparer.Ordinal);

    public OnnxExternalFiles(OpenedFile file)
    {
        _file = file;
        _folder = Path.GetDirectoryName(Path.GetFullPath(file.Path))!;
        _realFolder = RealPath(_folder);
        _realModelFolder = RealPath(Path.GetDirectoryName(file.Mapped.Path)!);
    }

    /// <summary>Checks one place.</summary>
    /// <param name="tensor">The name of the initializer.</param>
    /// <param name="location">The path in the model.</param>
    /// <param name="offset">The offset in the model; null for 0.</param>
    /// <param name="length">The length in the model; null for all that follows.</param>
    /// <exception cref="EmotionAIException">It breaks a rule.</exception>
    public OnnxExternalData Resolve(string tensor, string location, string? offset, string? length)
    {
        if (!_resolved.TryGetValue(location, out var target))
        {
            CheckLocation(tensor, location);
            target = Follow(tensor, location);
            _resolved.Add(location, target);
        }

        var from = ReadNumber(tensor, "offset", offset) ?? 0;
        var count = ReadNumber(tensor, "length", length) ?? Math.Max(0, target.Length - from);
        return from <= target.Length && count <= target.Length - from
            ? new OnnxExternalData(tensor, location, target.FullName, from, count)
            : throw _file.Fault(EmotionErrorCodes.FileTruncated, Invariant($"places initializer {OpenedFile.Quote(tensor)} at bytes {from} to {(Int128)from + count} of {OpenedFile.Quote(location)}, which has {target.Length}"));
    }

    private void CheckLocation(string tensor, string location)
    {
        var fault = true switch
        {
            _ when location.Contains(MemoryMarker, StringComparison.Ordinal) => "is the marker for the memory of the process",
            _ when location.Length == 0 => "is empty",
            _ when location[0] is '/' or '\\' || Path.IsPathRooted(location) || location.Contains(':', StringComparison.Ordinal) => "is absolute",
            _ when location.Split('/', '\\').Contains("..") => "climbs out of the folder",
            _ when location.Any(char.IsControl) => "holds control characters",
            _ => null,
        };
        if (fault is not null)
        {
            throw Outside(tensor, location, fault);
        }
    }

    /// <summary>Follows links. A model of the hub cache is a link itself: its data may lie where the model really lies.</summary>
    private FileInfo Follow(string tensor, string location)
    {
        var path = Path.Combine(_folder, location);
        if (!File.Exists(path))
        {
            throw new EmotionAIException(EmotionErrorCodes.FileMissing, $"'{path}' does not exist; '{_file.Path}' places initializer {OpenedFile.Quote(tensor)} there.", path);
        }

        var real = RealPath(path);
        return IsInside(real, _realFolder) || IsInside(real, _realModelFolder)
            ? new FileInfo(real)
            : throw Outside(tensor, location, "is a link that leads outside the folder");
    }

    private long? ReadNumber(string tensor, string key, string? text)
    {
        if (text is null)
        {
            return null;
        }

        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw _file.Fault(EmotionErrorCodes.FormatInvalid, $"has an external {key} {OpenedFile.Quote(text)} of initializer {OpenedFile.Quote(tensor)} that is not a number");
    }

    private EmotionAIException Outside(string tensor, string location, string fault) =>
        _file.Fault(EmotionErrorCodes.PathOutside, $"places initializer {OpenedFile.Quote(tensor)} in {OpenedFile.Quote(location)}, which {fault}; data must lie in the folder of the model");

    private static bool IsInside(string path, string folder) =>
        path.StartsWith(Path.EndsInDirectorySeparator(folder) ? folder : folder + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    /// <summary>Resolves the links of every part of a path, not of the last alone.</summary>
    private static string RealPath(string path)
    {
        var root = Path.GetPathRoot(path)!;
        var real = root;
        foreach (var part in path[root.Length..].Split(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar))
        {
            real = Path.Combine(real, part);
            FileSystemInfo info = Directory.Exists(real) ? new DirectoryInfo(real) : new FileInfo(real);
            if (info.LinkTarget is not null && info.ResolveLinkTarget(returnFinalTarget: true) is { } target)
            {
                real = RealPath(target.FullName);
            }
        }

        return real;
    }
}
