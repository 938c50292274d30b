using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EmotionAI.Conventions;

/// <summary>Finds what is unsafe, or asks for AggressiveOptimization, and has no comment above it that says which invariant or measurement justifies it.</summary>
internal static class JustificationScan
{
    private const string Optimized = "AggressiveOptimization";
    private const string Invariant = "// Invariant: ";
    private const string Measured = "// Measured: ";

    /// <summary>Finds them.</summary>
    /// <returns>File, line and what is missing.</returns>
    public static List<string> Find(string text, string file)
    {
        if (!text.Contains("unsafe", StringComparison.Ordinal) && !text.Contains(Optimized, StringComparison.Ordinal))
        {
            return [];
        }

        var found = new List<string>();
        foreach (var token in CSharpSyntaxTree.ParseText(text).GetRoot().DescendantTokens())
        {
            if (token.IsKind(SyntaxKind.UnsafeKeyword) && !Comments(token.Parent!).Any(comment => comment.StartsWith(Invariant, StringComparison.Ordinal)))
            {
                found.Add($"{Place(token, file)}: unsafe without '{Invariant}…'");
            }
            else if (token.ValueText == Optimized && !Comments(Owner(token)).Any(comment => comment.StartsWith(Measured, StringComparison.Ordinal) && comment.Any(char.IsAsciiDigit)))
            {
                found.Add($"{Place(token, file)}: {Optimized} without '{Measured}…' and its figures");
            }
        }

        return found;
    }

    /// <summary>Gets what carries the attribute that names the option.</summary>
    private static SyntaxNode Owner(SyntaxToken option) => option.Parent!.FirstAncestorOrSelf<AttributeListSyntax>()?.Parent ?? option.Parent!;

    private static IEnumerable<string> Comments(SyntaxNode owner) =>
        owner.GetLeadingTrivia().Where(trivia => trivia.IsKind(SyntaxKind.SingleLineCommentTrivia)).Select(trivia => trivia.ToString());

    private static string Place(SyntaxToken token, string file) => $"{file}:{token.GetLocation().GetLineSpan().StartLinePosition.Line + 1}";
}
