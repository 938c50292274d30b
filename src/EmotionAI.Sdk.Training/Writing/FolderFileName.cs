using System.Buffers;

namespace EmotionAI.Training.Writing;

/// <summary>Checks the names of files of a model folder: relative, with '/', the same on every system.</summary>
internal static class FolderFileName
{
    private static readonly SearchValues<char> Refused = SearchValues.Create("\\:*?\"<>|");

    /// <exception cref="ArgumentException">The name could leave the folder, or is none on some system.</exception>
    public static void Check(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        var fault = true switch
        {
            _ when name.AsSpan().IndexOfAny(Refused) >= 0 || name.Any(char.IsControl) => @"holds one of \ : * ? "" < > | or a control character",
            _ when name.Split('/').Any(part => part.Length == 0) => "begins or ends with '/', or has two in a row",
            _ when name.Split('/').Any(part => part is "." or "..") => "has the part '.' or '..'",
            _ when name.Split('/').Any(part => part[^1] is '.' or ' ') => "has a part that ends with a point or a space",
            _ => null,
        };
        if (fault is not null)
        {
            throw new ArgumentException($"The file name '{name}' {fault}; a name relative to the folder, with '/', is allowed.", nameof(name));
        }
    }
}
