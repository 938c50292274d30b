using System.Text.Json;
using EmotionAI.Formats;

namespace EmotionAI.Evaluation.Runs;

/// <summary>Finds which columns, or keys, hold the true and the predicted quantities: one column for each dimension, or one with all of them as JSON.</summary>
internal sealed class QuantityColumns(string path, PredictionsOptions options)
{
    private const string TruthOption = "--truth-column";
    private const string PredictedOption = "--predicted-column";

    private static readonly string[] WholePredicted = ["dimensions", .. PredictionColumns.Predicted];

    /// <summary>What stands before and after the name of a dimension, the plainest first; a bare name is the truth, unless that has columns of its own.</summary>
    private static readonly (string Before, string After)[] TruthForms =
        [("true_", ""), ("y_true_", ""), ("truth_", ""), ("truth.", ""), ("gold_", ""), ("target_", ""), ("actual_", ""), ("label_", ""), ("", "_true"), ("", "_truth"), ("", "_gold"), ("", "")];

    private static readonly (string Before, string After)[] PredictedForms =
        [("pred_", ""), ("y_pred_", ""), ("predicted_", ""), ("dimensions.", ""), ("", "_pred"), ("", "_predicted"), ("", "")];

    /// <summary>Finds what reads the true quantities of a row.</summary>
    /// <exception cref="EmotionAIException">The columns do not say them.</exception>
    public Func<DatasetRow, double[]> Truth(IReadOnlyList<string> columns) =>
        Whole(columns, options.TruthColumn, TruthOption, PredictionColumns.Truth) ?? Each(columns, TruthForms) ?? throw Missing(columns, "true", TruthOption, "truth");

    /// <summary>Finds what reads the predicted quantities of a row.</summary>
    /// <param name="columns">The columns of the row.</param>
    /// <param name="isTruthElsewhere">Whether the truth is in a file of its own, so that bare names are predictions.</param>
    /// <exception cref="EmotionAIException">The columns do not say them.</exception>
    public Func<DatasetRow, double[]> Predicted(IReadOnlyList<string> columns, bool isTruthElsewhere)
    {
        if (Whole(columns, options.PredictedColumn, PredictedOption, WholePredicted) is { } whole)
        {
            return whole;
        }

        var areBareFree = isTruthElsewhere || Whole(columns, options.TruthColumn, TruthOption, PredictionColumns.Truth) is not null || Find(columns, TruthForms[..^1]) is not null;
        return Each(columns, areBareFree ? PredictedForms : PredictedForms[..^1]) ?? throw Missing(columns, "predicted", PredictedOption, "dimensions");
    }

    private Func<DatasetRow, double[]>? Whole(IReadOnlyList<string> columns, string? wanted, string option, string[] names) =>
        PredictionColumns.Choose(path, columns, wanted, option, names) is { } column ? row => OfJson(row.TryGet(column, out var cell) ? cell : "", column) : null;

    private Func<DatasetRow, double[]>? Each(IReadOnlyList<string> columns, (string Before, string After)[] forms)
    {
        if (Find(columns, forms) is not { } found)
        {
            return null;
        }

        return row =>
        {
            var values = new double[found.Length];
            RowLabels.Scores(row, found, values);
            return values;
        };
    }

    private string[]? Find(IReadOnlyList<string> columns, (string Before, string After)[] forms) => forms
        .Select(form => options.Labels.Select(name => form.Before + name + form.After).ToArray())
        .FirstOrDefault(names => names.All(name => columns.Contains(name)));

    /// <summary>Reads all quantities from one field: an object by name, or a list in the order of the dimensions.</summary>
    private double[] OfJson(string cell, string column)
    {
        try
        {
            using var document = JsonDocument.Parse(cell);
            return JsonLabels.ReadScores(document.RootElement, options.Labels);
        }
        catch (JsonException)
        {
            throw new FormatException($"the column '{column}' holds '{cell}'; an object of numbers by name, such as {{\"{options.Labels[0]}\":0.5}}, or a list of them is allowed.");
        }
    }

    private EmotionAIException Missing(IReadOnlyList<string> columns, string kind, string option, string whole) => new(
        EmotionErrorCodes.InputInvalid,
        $"'{path}' does not say the {kind} values of {string.Join(", ", options.Labels)}; it has {string.Join(", ", columns.Select(column => $"'{column}'"))}. Allowed: a column for each, such as '{(kind == "true" ? "true_" : "pred_")}{options.Labels[0]}', or one with an object by name, such as '{whole}', which {option} can name.",
        path);
}
