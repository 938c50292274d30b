using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

namespace EmotionAI.Server.Cli;

/// <summary>Says in a sentence why a server does not start.</summary>
internal static class StartFault
{
    /// <returns>The sentence; null for what is a fault of the program.</returns>
    public static string? Sentence(Exception exception) => exception switch
    {
        EmotionAIException e => e.Message,
        OptionsValidationException e => string.Join(' ', e.Failures),
        { InnerException: AddressInUseException } => $"{AddressIn(exception)} is in use, by another server perhaps. Choose another port with --port; 0 is any that is free.",
        SocketException { SocketErrorCode: SocketError.AccessDenied } => "The port may not be listened on by this user; ports from 1024 on may. Choose one with --port.",
        SocketException { SocketErrorCode: SocketError.AddressNotAvailable } => "The address is none of this machine. Choose one with --host: 127.0.0.1 for this machine alone, 0.0.0.0 for all.",
        IOException { InnerException: { } inner } when Sentence(inner) is { } sentence => sentence,
        IOException or UnauthorizedAccessException => exception.Message,
        _ => null,
    };

    /// <summary>Takes the address out of "Failed to bind to address http://127.0.0.1:5080: address already in use."</summary>
    private static string AddressIn(Exception exception)
    {
        var words = exception.Message.Split(' ');
        return words.FirstOrDefault(word => word.Contains("://", StringComparison.Ordinal))?.TrimEnd(':', '.') ?? "The address";
    }
}
