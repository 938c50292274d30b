namespace EmotionAI.Benchmarks;

/// <summary>Finds the folder 'shared', with models and data, that lies beside the checkout or that the variable <c>EMOTIONAI_SHARED</c> names.</summary>
internal static class SharedFolder
{
    /// <summary>Gives the path of a file or folder in it.</summary>
    /// <exception cref="DirectoryNotFoundException">The folder is not beside the checkout.</exception>
    public static string Path(params string[] parts)
    {
        if (Environment.GetEnvironmentVariable("EMOTIONAI_SHARED") is { Length: > 0 } named)
        {
            return System.IO.Path.Combine([named, .. parts]);
        }

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = System.IO.Path.Combine(folder.FullName, "shared");
            if (Directory.Exists(System.IO.Path.Combine(candidate, "models")))
            {
                return System.IO.Path.Combine([candidate, .. parts]);
            }
        }

        throw new DirectoryNotFoundException("The folder 'shared' is not beside the checkout, and EMOTIONAI_SHARED names none.");
    }

    /// <summary>Reads the texts of parts of GoEmotions.</summary>
    public static string[] Texts(params ReadOnlySpan<string> parts)
    {
        List<string> texts = [];
        foreach (var part in parts)
        {
            texts.AddRange(File.ReadLines(Path("data", "text", "goemotions", $"{part}.tsv")).Select(line => line.Split('\t')[0]));
        }

        return [.. texts];
    }
}
