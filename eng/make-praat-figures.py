#!/usr/bin/env python3
"""Measures clips with Praat (Debian: apt install praat), for the parity test of VoiceDescriptors: eng/make-praat-figures.py CLIP... > tests/Goldens/golden/audio/voice/praat.tsv"""
import subprocess
import sys
import tempfile
from pathlib import Path

SCRIPT = """
sound = Read from file: "{clip}"
pitch = To Pitch (ac): 0.01, 75, 15, "no", 0.03, 0.45, 0.01, 0.35, 0.14, 600
frames = Get number of frames
selectObject: sound, pitch
pulses = To PointProcess (cc)
jitter = Get jitter (local): 0, 0, 0.0001, 0.02, 1.3
selectObject: sound, pulses
shimmer = Get shimmer (local): 0, 0, 0.0001, 0.02, 1.3, 1.6
selectObject: sound
harmonicity = To Harmonicity (cc): 0.01, 75, 0.03, 1.0
writeInfoLine: jitter, " ", shimmer
for frame to frames
    selectObject: pitch
    frequency = Get value in frame: frame, "Hertz"
    time = Get time from frame number: frame
    selectObject: harmonicity
    ratio = Get value at time: time, "nearest"
    appendInfoLine: frequency, " ", ratio
endfor
"""


def quantile(values, share):
    place = share * (len(values) - 1)
    below = int(place)
    return values[below] + (place - below) * (values[min(below + 1, len(values) - 1)] - values[below])


def measure(clip, folder):
    script = Path(folder, "measure.praat")
    script.write_text(SCRIPT.format(clip=Path(clip).resolve(), folder=folder))
    output = subprocess.run(["praat", "--run", script], check=True, capture_output=True, text=True).stdout
    (jitter, shimmer), *frames = [line.split() for line in output.splitlines()]
    voiced = [(float(frequency), ratio) for frequency, ratio in frames if frequency != "--undefined--"]
    frequencies = sorted(frequency for frequency, _ in voiced)
    # -200 dB is its word for a frame that has no pitch by this method.
    ratios = [float(ratio) for _, ratio in voiced if ratio != "--undefined--" and float(ratio) > -200]
    return [*(quantile(frequencies, share) for share in (0.5, 0.05, 0.95)), len(voiced), len(frames), float(jitter), float(shimmer), sum(ratios) / len(ratios)]


print("clip", "pitch_median", "pitch_low", "pitch_high", "voiced_frames", "frames", "jitter", "shimmer", "harmonics_to_noise", sep="\t")
with tempfile.TemporaryDirectory() as folder:
    for clip in sys.argv[1:]:
        print(Path(clip).name, *(f"{figure:.6g}" for figure in measure(clip, folder)), sep="\t")
