#!/usr/bin/env python3
"""Makes predictions of many samples, the same on every machine, and measures `emotionai evaluate predictions` on them.

    eng/evaluate-million.py [--samples 1000000] [--labels 28] [--resamples 1000] [--folder FOLDER] [--format npy|csv|jsonl] TOOL ...

TOOL is the command that runs the tool, such as `dotnet artifacts/bin/EmotionAI.Sdk.Cli/release/emotionai.dll`.
Prints wall seconds, CPU seconds and the largest resident set. Needs Python alone.
"""
import argparse
import array
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time


def npy_header(descr, shape):
    text = str({"descr": descr, "fortran_order": False, "shape": shape})
    text += " " * (-(len(text) + 11) % 64) + "\n"
    return b"\x93NUMPY\x01\x00" + len(text).to_bytes(2, "little") + text.encode("latin1")


def rows(samples, labels):
    draw = random.Random(1).random
    for _ in range(samples):
        truth = bytearray(labels)
        # As in GoEmotions: mostly one label, some have two, the first ones far more often.
        for _ in range(1 + (draw() < .17)):
            truth[int(labels * draw() ** 2)] = 1
        scores = array.array("f", [draw() ** 4 for _ in range(labels)])
        for label in range(labels):
            if truth[label]:
                scores[label] = 1 - scores[label]
        yield truth, scores


def write_arrays(folder, samples, labels):
    with open(os.path.join(folder, "scores.npy"), "wb") as scores_file, open(os.path.join(folder, "y_true.npy"), "wb") as truth_file:
        scores_file.write(npy_header("<f4", (samples, labels)))
        truth_file.write(npy_header("|u1", (samples, labels)))
        for truth, scores in rows(samples, labels):
            if sys.byteorder == "big":
                scores.byteswap()
            scores_file.write(scores.tobytes())
            truth_file.write(truth)
    return ["--input", os.path.join(folder, "scores.npy"), "--truth", os.path.join(folder, "y_true.npy")]


def write_table(folder, samples, labels, names):
    path = os.path.join(folder, "predictions.csv")
    with open(path, "w") as file:
        file.write("y_true," + ",".join("p_" + name for name in names) + "\n")
        for truth, scores in rows(samples, labels):
            file.write("|".join(names[i] for i in range(labels) if truth[i]) + "," + ",".join(f"{score:.6f}" for score in scores) + "\n")
    return ["--input", path]


def write_lines(folder, samples, labels, names):
    path = os.path.join(folder, "predictions.jsonl")
    with open(path, "w") as file:
        for truth, scores in rows(samples, labels):
            file.write(json.dumps({"truth": [names[i] for i in range(labels) if truth[i]], "scores": [round(score, 6) for score in scores]}) + "\n")
    return ["--input", path]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--samples", type=int, default=1_000_000)
    parser.add_argument("--labels", type=int, default=28)
    parser.add_argument("--resamples", type=int, default=1_000)
    parser.add_argument("--folder")
    parser.add_argument("--format", choices=["npy", "csv", "jsonl"], default="npy")
    parser.add_argument("tool", nargs="+")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.folder or temporary
        os.makedirs(folder, exist_ok=True)
        names = [f"label{i:02}" for i in range(options.labels)]
        with open(os.path.join(folder, "labels.json"), "w") as file:
            json.dump(names, file)
        size = (folder, options.samples, options.labels)
        source = write_arrays(*size) if options.format == "npy" else write_table(*size, names) if options.format == "csv" else write_lines(*size, names)
        command = [*options.tool, "evaluate", "predictions", *source, "--labels", os.path.join(folder, "labels.json"), "--resamples", str(options.resamples), "--format", "json"]
        began = time.monotonic()
        code = subprocess.call(command)
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        print(f"{time.monotonic() - began:.1f} s, {used.ru_utime + used.ru_stime:.1f} s of CPU, {used.ru_maxrss / 1024:.0f} MiB at most", file=sys.stderr)
        return code


if __name__ == "__main__":
    sys.exit(main())
