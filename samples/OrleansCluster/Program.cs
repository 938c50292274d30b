using EmotionAI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

// A machine of the cluster: with Redis or PostgreSQL as many as you like.
var machine = Host.CreateApplicationBuilder(args);
machine.Logging.SetMinimumLevel(LogLevel.Error);
machine.UseOrleans(silo => silo.AddEmotionAI());
using var silo = machine.Build();
await silo.StartAsync();

var application = Host.CreateApplicationBuilder(args);
application.Logging.SetMinimumLevel(LogLevel.Error);
application.UseOrleansClient(client => client.AddEmotionAI());
using var host = application.Build();
await host.StartAsync();

// From here on nothing tells that the model is elsewhere.
var classifier = host.Services.GetRequiredService<IEmotionClassifier<string>>();
foreach (var prediction in classifier.ClassifyBatch(["I can't believe we won!", "Thank you so much!"]))
{
    Console.WriteLine(prediction);
}
