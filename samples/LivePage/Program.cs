// A page that listens, at http://localhost:5000: emotions in what is written, said and recorded. All of it stays on this machine.
var builder = WebApplication.CreateBuilder(args);
builder.Services.AddEmotionAI().AddServer(options =>
{
    options.MaxAudioDuration = TimeSpan.FromMinutes(20);
    options.MaxStreams = 8;
});
var app = builder.Build();

// Behind a proxy that serves it as https://example.org/listen/: PathBase=/listen.
app.UsePathBase(builder.Configuration["PathBase"]);
app.UseRouting();
app.MapEmotionAI();
app.Run();
