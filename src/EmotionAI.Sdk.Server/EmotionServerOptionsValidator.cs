using Microsoft.Extensions.Options;

namespace EmotionAI.Server;

/// <summary>Sees that limits are above zero, and that origins and keys are such.</summary>
internal sealed class EmotionServerOptionsValidator : IValidateOptions<EmotionServerOptions>
{
    public ValidateOptionsResult Validate(string? name, EmotionServerOptions options)
    {
        string?[] faults =
        [
            Above(nameof(options.MaxBodyBytes), options.MaxBodyBytes),
            Above(nameof(options.MaxStreamedBytes), options.MaxStreamedBytes),
            Above(nameof(options.MaxHeldBytes), options.MaxHeldBytes),
            Above(nameof(options.MaxBatchSize), options.MaxBatchSize),
            Above(nameof(options.MaxTextCharacters), options.MaxTextCharacters),
            Above(nameof(options.MaxAudioDuration), options.MaxAudioDuration.Ticks),
            Above(nameof(options.StreamPatience), options.StreamPatience.Ticks),
            options.MaxStreams < 0 ? Fault(nameof(options.MaxStreams), "0 or more is allowed") : null,
            options.DrainDelay < TimeSpan.Zero ? Fault(nameof(options.DrainDelay), "0 or more is allowed") : null,
            options.ApiKeys.Any(string.IsNullOrWhiteSpace) ? Fault(nameof(options.ApiKeys), "a key is empty") : null,
            .. options.AllowedOrigins.Where(origin => !IsOrigin(origin)).Select(origin => Fault(nameof(options.AllowedOrigins), $"'{origin}' is no origin; allowed: a scheme and a name, such as https://example.org")),
        ];
        var found = faults.OfType<string>().ToArray();
        return found.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(found);
    }

    private static string? Above(string option, long value) => value > 0 ? null : Fault(option, Invariant($"it is {value}; more than 0 is allowed"));

    private static string Fault(string option, string why) => $"{nameof(EmotionServerOptions)}.{option}: {why}.";

    private static bool IsOrigin(string origin) => Uri.TryCreate(origin, UriKind.Absolute, out var uri) && uri.Host.Length > 0 && uri.PathAndQuery == "/" && uri.UserInfo.Length == 0;
}
