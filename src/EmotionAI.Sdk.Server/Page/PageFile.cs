using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace EmotionAI.Server.Page;

/// <summary>Is a file of the page, held by the assembly.</summary>
/// <param name="Content">Its bytes.</param>
/// <param name="ContentType">What it is.</param>
/// <param name="Tag">Tells this version from any other.</param>
internal sealed record PageFile(ReadOnlyMemory<byte> Content, string ContentType, EntityTagHeaderValue Tag)
{
    private const string Folder = "page/";

    private static readonly Lazy<Dictionary<string, PageFile>> All = new(() => typeof(PageFile).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
        .ToDictionary(name => name[Folder.Length..], Read, StringComparer.Ordinal));

    /// <summary>Finds a file by its name; null where there is none.</summary>
    public static PageFile? Find(string name) => All.Value.GetValueOrDefault(name);

    private static PageFile Read(string name)
    {
        using var stream = typeof(PageFile).Assembly.GetManifestResourceStream(name)!;
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return new PageFile(content, TypeOf(name), new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 16))}\""));
    }

    private static string TypeOf(string name) => Path.GetExtension(name) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        _ => "image/svg+xml",
    };
}
