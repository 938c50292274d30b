namespace EmotionAI.Tests;

/// <summary>
/// Finds the large folder of goldens and data that lies beside the checkout on the machines of the project: tests that need it are skipped elsewhere.
/// Where the variable <c>EMOTIONAI_SHARED</c> names it, as in <c>.ci/run</c>, it is required and nothing is skipped.
/// </summary>
internal static class Shared
{
    private const string Variable = "EMOTIONAI_SHARED";

    private static readonly string? Required = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } folder ? folder : null;

    /// <summary>Gets the folder, or null where there is none.</summary>
    public static string? Root { get; } = Required ?? Find();

    public static string Path(params string[] parts) =>
        System.IO.Path.Combine([Root ?? throw new DirectoryNotFoundException("The folder 'shared' with the goldens is not beside the checkout."), .. parts]);

    /// <summary>Says why a test cannot run.</summary>
    /// <param name="what">The file or folder that it needs, relative to the shared folder, with forward slashes.</param>
    /// <returns>The reason, or null if it can.</returns>
    public static string? WhySkip(string what) =>
        Required is not null || (Root is not null && System.IO.Path.Exists(Path(what))) ? null : $"needs ../shared/{what}, which is not beside the checkout";

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = System.IO.Path.Combine(folder.FullName, "shared");
            if (Directory.Exists(System.IO.Path.Combine(candidate, "golden")))
            {
                return candidate;
            }
        }

        return null;
    }
}
