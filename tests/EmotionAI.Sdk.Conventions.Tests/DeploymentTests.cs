using System.Text.RegularExpressions;
using k8s;
using k8s.Models;

namespace EmotionAI.Conventions;

/// <summary>Holds the files of <c>deploy/</c>, which nobody builds here, to the server that they start.</summary>
public sealed partial class DeploymentTests
{
    private const string Manifests = "deploy/kubernetes.yaml";
    private const string Dockerfile = "deploy/Dockerfile";
    private const string Unit = "deploy/emotionai.service";

    /// <summary>The time that a host waits for its calls to end.</summary>
    private const int ShutdownSeconds = 30;

    private static string Options => Repository.Read("src/EmotionAI.Sdk.Server.Cli/ServeOptions.cs");

    private static V1Deployment Deployment => Objects.OfType<V1Deployment>().Single();

    private static V1Container Container => Assert.Single(Deployment.Spec.Template.Spec.Containers);

    /// <summary>Reads the manifests by the schema of Kubernetes; a key that it does not know is an error.</summary>
    private static List<object> Objects => KubernetesYaml.LoadAllFromString(Repository.Read(Manifests), strict: true);

    [Fact]
    public void Kubernetes_Objects_AreTheOnesThatServeAndScale() =>
        Assert.Equal(["Deployment", "Service", "HorizontalPodAutoscaler", "PodDisruptionBudget"], Objects.Cast<IKubernetesObject>().Select(item => item.Kind));

    [Fact]
    public void Kubernetes_UnknownKey_IsRefused() =>
        Assert.ThrowsAny<Exception>(() => KubernetesYaml.LoadAllFromString(Repository.Read(Manifests).Replace("readOnlyRootFilesystem", "readOnlyRootFileSystem"), strict: true));

    [Fact]
    public void Kubernetes_Container_RunsWithoutRights()
    {
        var (pod, container) = (Deployment.Spec.Template.Spec, Container);

        Assert.True(pod.SecurityContext.RunAsNonRoot);
        Assert.True(container.SecurityContext.ReadOnlyRootFilesystem);
        Assert.False(container.SecurityContext.AllowPrivilegeEscalation);
        Assert.Equal(["ALL"], container.SecurityContext.Capabilities.Drop);
    }

    [Fact]
    public void Kubernetes_Probes_AskPathsOfTheServer()
    {
        var served = Repository.Read("src/EmotionAI.Sdk.Server/Health/HealthEndpoints.cs");

        Assert.All([Container.StartupProbe, Container.ReadinessProbe, Container.LivenessProbe], probe => Assert.Contains($"\"{probe.HttpGet.Path}\"", served));
    }

    [Fact]
    public void Kubernetes_GracePeriod_IsLongerThanDraining()
    {
        var drain = int.Parse(Container.Args[Container.Args.IndexOf("--drain") + 1], System.Globalization.CultureInfo.InvariantCulture);

        Assert.True(Deployment.Spec.Template.Spec.TerminationGracePeriodSeconds > ShutdownSeconds + drain);
    }

    [Fact]
    public void Kubernetes_Labels_AreSelected()
    {
        var labels = Deployment.Spec.Template.Metadata.Labels;

        Assert.Equal(labels, Deployment.Spec.Selector.MatchLabels);
        Assert.Equal(labels, Objects.OfType<V1Service>().Single().Spec.Selector);
        Assert.Equal(labels, Objects.OfType<V1PodDisruptionBudget>().Single().Spec.Selector.MatchLabels);
        Assert.Equal(Deployment.Metadata.Name, Objects.OfType<V2HorizontalPodAutoscaler>().Single().Spec.ScaleTargetRef.Name);
    }

    [Theory]
    [InlineData(Manifests)]
    [InlineData(Dockerfile)]
    [InlineData(Unit)]
    public void CommandLine_OfEachFile_HasOptionsOfTheServer(string file)
    {
        // Comments name options of docker and dotnet; a health check has its own.
        var lines = Repository.ReadLines(file).Where(line => !line.TrimStart().StartsWith('#') && Start().IsMatch(line));
        var options = lines.SelectMany(line => Option().Matches(line)).Select(option => option.Value).ToArray();

        Assert.NotEmpty(options);
        Assert.All(options, option => Assert.Contains($"\"{option}\"", Options));
    }

    [Fact]
    public void Dockerfile_Image_RunsAsNobodyAndIsAskedForItsHealth()
    {
        var lines = Repository.ReadLines(Dockerfile);

        Assert.Contains("USER $APP_UID", lines);
        Assert.Contains(lines, line => line.StartsWith("HEALTHCHECK ", StringComparison.Ordinal) && line.Contains("\"health\"", StringComparison.Ordinal));
        Assert.StartsWith("ENTRYPOINT [", lines[^1], StringComparison.Ordinal);
        Assert.All(lines.Where(line => line.StartsWith("FROM ", StringComparison.Ordinal)), line => Assert.Matches(@":10\.0( AS \w+)?$", line));
        Assert.True(Repository.Exists(Published().Match(Repository.Read(Dockerfile)).Groups[1].Value + "/EmotionAI.Sdk.Server.Cli.csproj"));
    }

    [GeneratedRegex(@"ENTRYPOINT|args:|ExecStart=")]
    private static partial Regex Start();

    [GeneratedRegex(@"(?<![\w-])--[a-z][a-z-]*")]
    private static partial Regex Option();

    [GeneratedRegex(@"dotnet publish (\S+)")]
    private static partial Regex Published();
}
