using System.CommandLine;
using EmotionAI.Cli.Output;
using EmotionAI.Formats;

namespace EmotionAI.Cli.Commands;

/// <summary>Holds the options of the files that the segments of one recording are written to.</summary>
internal sealed class ExportOption
{
    private readonly Option<string[]> _files = new("--export")
    {
        HelpName = "FILE",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
        Description = $"Writes the segments of one recording to FILE too, by its ending: {TimelineExport.Endings}. May be given several times.",
    };

    private readonly Option<bool> _overwrite = new("--overwrite") { Description = "Lets FILE be replaced." };

    public ExportOption() => _files.Validators.Add(static result =>
    {
        foreach (var token in result.Tokens.Where(token => !TimelineExport.IsKnown(token.Value)))
        {
            result.AddError($"--export is '{token.Value}'; allowed endings: {TimelineExport.Endings}.");
        }
    });

    public IReadOnlyList<Option> All => [_files, _overwrite];

    /// <summary>Gets the files, checked before the work begins.</summary>
    /// <exception cref="EmotionAIException">A file is there, and --overwrite is not given.</exception>
    public IReadOnlyList<string> Files(ParseResult result)
    {
        var files = result.GetValue(_files) ?? [];
        foreach (var file in files)
        {
            AtomicFile.Check(file, result.GetValue(_overwrite));
        }

        return files;
    }
}
