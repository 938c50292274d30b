#pragma warning disable
using EmotionAI.Formats;
namespace EmotionAI.Training.Writing {
public sealed class NamedTensor(string name, IReadOnlyList<long> shape, ReadOnlyMemory<float> values) { public string Name => name; public IReadOnlyList<long> Shape => shape; public ReadOnlyMemory<float> Values => values; }
public sealed class ModelFolderWriter { readonly Dictionary<string, byte[]> f = []; public void Add(string n, byte[] c) => f[n] = c; public void AddCopy(string n, string p) => f[n] = File.ReadAllBytes(p); public void WriteTo(string d, bool o = false) { foreach (var (n, c) in f) { var p = Path.Combine(d, n); Directory.CreateDirectory(Path.GetDirectoryName(p)!); File.WriteAllBytes(p, c); } } }
internal static class SpeechHead { public static void Write(ModelFolderWriter w, string e, EmotionLabels l, float[] a, float[] b) { using var x = EmotionAI.Audio.AudioEncoder.Load(e); foreach (var (n, c) in x.ExportWithHead(l, a, b)) { w.Add(n, c); } } } }
