using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EmotionAI.Conventions;

/// <summary>Finds numbers and dates that become text in the culture of the user where the analyzers do not look: in interpolated strings, in sums with a string, in joins and appends, in the value of an exception.</summary>
internal static class CultureScan
{
    private static readonly string[] Counts = ["Length", "LongLength", "Count"];
    private static readonly string[] Appending = ["Append", "AppendLine", "AppendJoin", "Insert", "Write", "WriteLine", "WriteAsync", "WriteLineAsync", "Join", "Concat"];
    private static readonly string[] Written = ["System.Text.StringBuilder", "System.IO.TextWriter", "System.Console", "string"];
    private static readonly string[] Formattable = ["System.Half", "System.Int128", "System.Numerics.BigInteger", "System.DateTimeOffset", "System.DateOnly", "System.TimeOnly", "System.IFormattable", "System.ISpanFormattable"];

    /// <summary>Finds them.</summary>
    /// <returns>File, line and text of each.</returns>
    public static List<string> Find(CSharpCompilation compilation)
    {
        var found = new List<string>();
        foreach (var file in compilation.SyntaxTrees)
        {
            var model = compilation.GetSemanticModel(file);
            found.AddRange(file.GetRoot().DescendantNodes().SelectMany(node => Sensitive(node, model)).Select(part =>
                $"{file.FilePath}:{part.GetLocation().GetLineSpan().StartLinePosition.Line + 1}: {part}"));
        }

        return found;
    }

    private static IEnumerable<SyntaxNode> Sensitive(SyntaxNode node, SemanticModel model) => node switch
    {
        InterpolatedStringExpressionSyntax text when model.GetTypeInfo(text).ConvertedType is { SpecialType: SpecialType.System_String } =>
            text.Contents.OfType<InterpolationSyntax>().Where(hole => IsSensitive(hole.Expression, hole.FormatClause?.FormatStringToken.ValueText, model)),
        BinaryExpressionSyntax sum when sum.IsKind(SyntaxKind.AddExpression) && model.GetTypeInfo(sum).Type is { SpecialType: SpecialType.System_String } =>
            ((ExpressionSyntax[])[sum.Left, sum.Right]).Where(operand => IsSensitive(operand, null, model)),
        InvocationExpressionSyntax call when IsAppending(call, model) =>
            call.ArgumentList.Arguments.Select(argument => argument.Expression).Where(argument => IsSensitive(argument, null, model)),
        BaseObjectCreationExpressionSyntax { ArgumentList.Arguments: { Count: 3 } arguments } made when model.GetTypeInfo(made).Type is { Name: nameof(ArgumentOutOfRangeException) } && IsSensitive(arguments[1].Expression, null, model) => [arguments[1]],
        _ => [],
    };

    /// <summary>Tells a call that makes text of its arguments and takes no culture. A position or a length is no text: its parameter is named so.</summary>
    private static bool IsAppending(InvocationExpressionSyntax call, SemanticModel model) =>
        Appending.Contains(NameOf(call.Expression)) && model.GetSymbolInfo(call).Symbol is IMethodSymbol method && Written.Contains(method.ContainingType.ToDisplayString())
        && method.Parameters.All(parameter => parameter.Name is not ("index" or "startIndex" or "count" or "repeatCount" or "provider"));

    private static string? NameOf(ExpressionSyntax method) => method switch
    {
        MemberAccessExpressionSyntax access => access.Name.Identifier.Text,
        MemberBindingExpressionSyntax binding => binding.Name.Identifier.Text,
        SimpleNameSyntax name => name.Identifier.Text,
        _ => null,
    };

    private static bool IsSensitive(ExpressionSyntax expression, string? format, SemanticModel model)
    {
        var type = model.GetTypeInfo(expression).Type ?? throw new InvalidOperationException($"The type of {expression} in {expression.SyntaxTree.FilePath} is not known.");
        return type.TypeKind == TypeKind.Error
            ? throw new InvalidOperationException($"The type of {expression} in {expression.SyntaxTree.FilePath} is not known: {type}.")
            : IsSensitive(type, format) && !(format is null && IsNeverNegative(expression, model));
    }

    private static bool IsSensitive(ITypeSymbol type, string? format) => type switch
    {
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } maybe => IsSensitive(maybe.TypeArguments[0], format),
        INamedTypeSymbol { IsTupleType: true } tuple => tuple.TupleElements.Any(element => IsSensitive(element.Type, null)),
        IArrayTypeSymbol array => IsSensitive(array.ElementType, format),
        INamedTypeSymbol { IsGenericType: true } items when items.AllInterfaces.Append(items).Any(item => item.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T) =>
            items.TypeArguments.Any(item => IsSensitive(item, format)),
        ITypeParameterSymbol parameter => parameter.ConstraintTypes.Any(constraint => constraint.ToDisplayString().StartsWith("System.Numerics.", StringComparison.Ordinal)),
        _ => type.SpecialType switch
        {
            SpecialType.System_Single or SpecialType.System_Double or SpecialType.System_Decimal or SpecialType.System_DateTime => true,
            SpecialType.System_SByte or SpecialType.System_Int16 or SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_IntPtr => format is null || "XxBb".IndexOf(format[0], StringComparison.Ordinal) < 0,
            SpecialType.System_Byte or SpecialType.System_UInt16 or SpecialType.System_UInt32 or SpecialType.System_UInt64 or SpecialType.System_UIntPtr => format is not null && "XxBbDd".IndexOf(format[0], StringComparison.Ordinal) < 0,
            _ => Formattable.Contains(type.ToDisplayString()),
        },
    };

    /// <summary>Tells whole numbers that have no sign, so that every culture writes them alike: lengths, counts and constants.</summary>
    private static bool IsNeverNegative(ExpressionSyntax expression, SemanticModel model) =>
        model.GetTypeInfo(expression).Type!.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64
        && (model.GetConstantValue(expression) is { HasValue: true, Value: not null } constant
            ? Convert.ToInt64(constant.Value, System.Globalization.CultureInfo.InvariantCulture) >= 0
            : model.GetSymbolInfo(expression).Symbol is IPropertySymbol property && Counts.Contains(property.Name));
}
