using System.Text.RegularExpressions;

namespace EmotionAI.Conventions;

/// <summary>Reads what a C# file declares: with file-scoped namespaces, top-level types start at the first column.</summary>
internal static partial class SourceFile
{
    /// <summary>Finds the names of the top-level types.</summary>
    public static IReadOnlyList<string> TopLevelTypes(string text) => [.. TopLevelType().Matches(text).Select(match => match.Groups["name"].Value)];

    /// <summary>Finds the names of all types, nested ones included.</summary>
    public static IReadOnlyList<string> Types(string text) => [.. AnyType().Matches(text).Select(match => match.Groups["name"].Value)];

    /// <summary>Splits a name at its capitals and digits: <c>EcapaTdnnGraph</c> into Ecapa, Tdnn, Graph.</summary>
    public static IReadOnlyList<string> Words(string name) => [.. Word().Matches(name).Select(match => match.Value)];

    /// <summary>Gives the type that a file name promises: before <c>{TInput}</c>, and before the dot of a partial type's part.</summary>
    public static string TypeNameOf(string file)
    {
        var name = Path.GetFileNameWithoutExtension(file);
        return name[..(name.IndexOfAny(['{', '.']) is >= 0 and var end ? end : name.Length)];
    }

    /// <summary>Tells whether the usings above the namespace stand as dotnet format orders them: System first, then by name; static ones and aliases last.</summary>
    public static bool ImportsInOrder(IEnumerable<string> lines)
    {
        string[] imports = [.. lines.Where(line => line.Length > 0).TakeWhile(line => line.StartsWith("using ", StringComparison.Ordinal)).Where(line => !line.StartsWith("using var ", StringComparison.Ordinal) && !line.Contains('(', StringComparison.Ordinal))];
        return imports.SequenceEqual(imports.OrderBy(KindOf).ThenBy(line => !line.Contains(" System", StringComparison.Ordinal)).ThenBy(line => line.TrimEnd(';'), StringComparer.OrdinalIgnoreCase));
    }

    private static int KindOf(string import) => import.Contains('=', StringComparison.Ordinal) ? 2 : import.StartsWith("using static ", StringComparison.Ordinal) ? 1 : 0;

    [GeneratedRegex(@"^(?:(?:public|internal|file|sealed|static|abstract|partial|readonly|ref|unsafe) )*(?:class|struct|interface|enum|record struct|record class|record|delegate [\w<>\[\]?,. ]+?) (?<name>\w+)", RegexOptions.Multiline)]
    private static partial Regex TopLevelType();

    [GeneratedRegex(@"^ *(?:(?:public|internal|private|protected|file|sealed|static|abstract|partial|readonly|ref|unsafe|new) )*(?:class|struct|interface|enum|record struct|record class|record|delegate [\w<>\[\]?,. ]+?) (?<name>\w+)", RegexOptions.Multiline)]
    private static partial Regex AnyType();

    [GeneratedRegex(@"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")]
    private static partial Regex Word();
}
