using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using EmotionAI.Audio.Decoding;

namespace EmotionAI.Audio.Ffmpeg;

/// <summary>Runs ffmpeg once: it writes WAV with float samples to its standard output, which is read and bounded as any other WAV.</summary>
internal sealed class FfmpegRun : IDisposable
{
    /// <summary>What is kept of what ffmpeg says.</summary>
    private const int MostSaid = 4_096;

    /// <summary>Formats that hold sound themselves, by ffmpeg's names: no playlists, no scripts, nothing that names other files.</summary>
    private const string Formats = "aac,ac3,aiff,amr,amrnb,amrwb,ape,asf,au,avi,caf,dsf,dts,dtshd,eac3,flac,flv,gsm,iff,ilbc,loas,matroska,webm,mov,mp4,m4a,3gp,3g2,mj2,mp3,mpc,mpc8,mpeg,mpegts,nistsphere,ogg,rm,rso,tta,voc,w64,wav,wv,xwma";

    private readonly AudioOrigin _origin;
    private readonly InputFile _input;
    private readonly string _program;
    private readonly TimeSpan _timeout;
    private readonly CancellationToken _cancellation;
    private readonly StringBuilder _said = new();
    private Process? _process;
    private volatile bool _isLate;

    /// <summary>Whether who takes a block has it: what is thrown there is no fault of ffmpeg.</summary>
    private bool _isOutside;

    public FfmpegRun(string program, InputFile input, TimeSpan timeout, CancellationToken cancellationToken)
    {
        _origin = new AudioOrigin(input.Name);
        (_program, _input, _timeout, _cancellation) = (program, input, timeout, cancellationToken);
    }

    /// <exception cref="EmotionAIException">ffmpeg cannot be started, fails or takes too long.</exception>
    public AudioClip Decode(TimeSpan? duration, EmotionLimits limits) =>
        Run(duration, (output, _) => AudioDecoder.DecodeStart(output, duration ?? TimeSpan.MaxValue, limits, _cancellation));

    /// <summary>Hands each block on. While one is taken, ffmpeg waits, and no time is counted.</summary>
    /// <exception cref="EmotionAIException">ffmpeg cannot be started, fails or takes too long for a block.</exception>
    public void DecodeBlocks(EmotionLimits limits, Action<AudioClip> accept)
    {
        AudioClip? last = null;
        try
        {
            last = Run(null, (output, timer) =>
            {
                AudioDecoder.DecodeBlocks(output, block => Take(block, timer), limits, _cancellation);
                return last!;
            });
        }
        catch (EmotionAIException) when (last is not null && !_isOutside)
        {
            accept(last);
            throw;
        }

        accept(last);

        // The last block waits for what ffmpeg says at its end.
        void Take(AudioClip block, Timer timer)
        {
            if (last is not null)
            {
                timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
                _isOutside = true;
                accept(last);
                _isOutside = false;
                timer.Change(_timeout, Timeout.InfiniteTimeSpan);
            }

            last = block;
        }
    }

    public void Dispose()
    {
        End(isLate: false);
        _process?.Dispose();
    }

    private AudioClip Run(TimeSpan? duration, Func<Stream, Timer, AudioClip> decode)
    {
        _process = Start(duration);
        using var timer = new Timer(_ => End(isLate: true), null, _timeout, Timeout.InfiniteTimeSpan);
        using var registration = _cancellation.Register(() => End(isLate: false));
        AudioClip? clip = null;
        EmotionAIException? fault = null;
        try
        {
            clip = decode(_process.StandardOutput.BaseStream, timer);
        }
        catch (EmotionAIException e) when (!_isOutside)
        {
            fault = e;
        }

        return Settle(clip, fault);
    }

    private AudioClip Settle(AudioClip? clip, EmotionAIException? fault)
    {
        // Closed, so that an ffmpeg of which enough was read does not wait for a reader.
        var isEnough = clip is not null && _process!.StandardOutput.BaseStream.ReadByte() >= 0;
        _process!.StandardOutput.Close();
        if (isEnough || fault?.Code == EmotionErrorCodes.LimitExceeded)
        {
            End(isLate: false);
        }

        _process.WaitForExit();
        _cancellation.ThrowIfCancellationRequested();
        if (_isLate)
        {
            throw _origin.AboveLimit(Invariant($"took ffmpeg longer than {_timeout.TotalSeconds:0.###} s, the most that is allowed (FfmpegOptions.Timeout)."));
        }

        if (fault?.Code == EmotionErrorCodes.LimitExceeded)
        {
            throw _origin.AboveLimit($"decodes to more than is allowed: {fault.Message}");
        }

        if (clip is null || (_process.ExitCode != 0 && !isEnough))
        {
            throw _origin.Fault(EmotionErrorCodes.FormatInvalid, Invariant($"cannot be decoded by '{_program}', which ended with {_process.ExitCode}: {Said()}"), null, fault);
        }

        // A WAV that comes through a pipe says nothing of its length.
        return new AudioClip(clip.Samples, clip.SampleRate, clip.Channels) { Warnings = Said() is { Length: > 0 } said && !isEnough ? [$"ffmpeg says: {said.TrimEnd('.')}"] : [] };
    }

    private Process Start(TimeSpan? duration)
    {
        var start = new ProcessStartInfo(_program, Arguments(duration)) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, CreateNoWindow = true };
        // Else it writes a report to wherever the variable says.
        start.Environment.Remove("FFREPORT");
        try
        {
            var process = Process.Start(start) ?? throw new Win32Exception();
            process.StandardInput.Close();
            process.ErrorDataReceived += (_, line) => Hear(line.Data);
            process.BeginErrorReadLine();
            return process;
        }
        catch (Exception e) when (e is Win32Exception or IOException or PlatformNotSupportedException)
        {
            throw new EmotionAIException(EmotionErrorCodes.SettingInvalid, $"'{_program}' cannot be started: {e.Message}", _program, innerException: e);
        }
    }

    private List<string> Arguments(TimeSpan? duration)
    {
        List<string> arguments = ["-nostdin", "-hide_banner", "-loglevel", "error", "-protocol_whitelist", "file", "-format_whitelist", Formats];
        if (duration is { } wanted)
        {
            arguments.AddRange(["-t", wanted.TotalSeconds.ToString("0.######", CultureInfo.InvariantCulture)]);
        }

        arguments.AddRange(["-i", $"file:{_input.Path}", "-map", "0:a:0", "-vn", "-sn", "-dn", "-map_metadata", "-1", "-bitexact", "-c:a", "pcm_f32le", "-f", "wav", "pipe:1"]);
        return arguments;
    }

    private void Hear(string? line)
    {
        lock (_said)
        {
            if (line is not null && _said.Length < MostSaid)
            {
                _said.Append(_said.Length > 0 ? "; " : "").Append(line.AsSpan(0, Math.Min(line.Length, MostSaid)));
            }
        }
    }

    /// <summary>Gets what ffmpeg said, without control characters: file names among it come from outside.</summary>
    private string Said()
    {
        lock (_said)
        {
            return string.Concat(_said.ToString().Select(c => char.IsControl(c) ? '?' : c));
        }
    }

    private void End(bool isLate)
    {
        try
        {
            if (_process is { HasExited: false } process)
            {
                _isLate |= isLate;
                process.Kill(entireProcessTree: true);
            }
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception or NotSupportedException or AggregateException)
        {
            // It ended in the meantime.
        }
    }
}
