using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace EmotionAI.Server.Cli;

/// <summary>Starts the server.</summary>
internal static class Program
{
    public static void Main(string[] args)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        builder.Services.AddEmotionAI().AddServer();
        var app = builder.Build();
        app.MapEmotionAI();
        app.Run();
    }
}
