namespace EmotionAI.Tests.Servers;

/// <summary>Finds the programs of servers where Debian's packages put them.</summary>
internal static class DebianProgram
{
    /// <summary>Finds a program: in the search path of a shell, else in the last of the folders that fit.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="root">The folder of its package.</param>
    /// <param name="inside">Where it is in a folder of a version.</param>
    /// <returns>The path; null where it is not installed.</returns>
    public static string? Find(string name, string root, string inside)
    {
        var versions = Directory.Exists(root) ? Directory.GetDirectories(root).Order(StringComparer.Ordinal).Select(folder => Path.Combine(folder, inside, name)) : [];
        return versions.LastOrDefault(File.Exists);
    }

    /// <summary>Finds a program in the usual folders.</summary>
    public static string? Find(string name) => new[] { "/usr/bin", "/usr/sbin", "/usr/local/bin" }.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
}
