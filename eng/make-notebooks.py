#!/usr/bin/env python3
"""Makes notebooks/NAME.ipynb (C# kernel) of each notebooks/NAME.cs, with what its cells print: eng/make-notebooks.py [--check] [NAME...]

A cell begins with '// %%', text with '// %% [markdown]'. The file is run as a file-based app with a mark behind each cell, so that the
outputs come from the program itself and need no notebook kernel; a printed line '![title](picture.png)' becomes the picture.
--check only compares the sources of cells with those in the .ipynb, and runs nothing.
"""
import base64
import json
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
ORDER = ["audio_emotion_data_prep", "text_emotion_data_prep", "finetuning_audio_model", "finetuning_text_model"]
MARK = "\x01end of cell"
PICTURE = re.compile(r"^!\[([^\]]*)\]\(([^)]+\.png)\)$")


def cells_of(source):
    """Gives the directives of the file, and its cells as (kind, text)."""
    head, *parts = re.split(r"^// %%", source, flags=re.MULTILINE)
    cells = []
    for part in parts:
        kind, _, text = part.partition("\n")
        is_text = kind.strip() == "[markdown]"
        lines = text.strip("\n").split("\n")
        cells.append(("markdown", "\n".join(re.sub(r"^// ?", "", line) for line in lines)) if is_text else ("code", "\n".join(lines)))
    return head, cells


def run(name, head, cells):
    """Runs the program, and gives what each code cell prints."""
    marked = head + "\n".join(text + f'\nConsole.WriteLine("{MARK.encode("unicode_escape").decode().replace(chr(92) + "x01", chr(92) + "u0001")}");' for kind, text in cells if kind == "code") + "\n"
    program = ROOT / "notebooks" / f".{name}.marked.cs"
    program.write_text(marked, encoding="utf-8")
    try:
        printed = subprocess.run(["dotnet", "run", "-c", "Release", str(program)], cwd=ROOT, check=True, stdout=subprocess.PIPE, encoding="utf-8").stdout
    finally:
        program.unlink()
    return [piece.strip("\n") for piece in printed.split(MARK)[:-1]]


def outputs_of(text):
    """Turns what a cell printed into the outputs of a notebook."""
    outputs, lines = [], []

    def flush():
        if lines:
            outputs.append({"name": "stdout", "output_type": "stream", "text": [line + "\n" for line in lines]})
            lines.clear()

    for line in text.replace(str(ROOT) + "/", "").split("\n") if text else []:
        picture = PICTURE.match(line)
        if picture:
            flush()
            data = base64.b64encode((ROOT / picture[2]).read_bytes()).decode()
            outputs.append({"data": {"image/png": data, "text/plain": [picture[1]]}, "metadata": {}, "output_type": "display_data"})
        else:
            lines.append(line)
    flush()
    return outputs


def notebook(head, cells, printed):
    """Puts the notebook together."""
    packages = re.findall(r"^#:project .*/([^/]+)\.csproj$", head, flags=re.MULTILINE)
    # What the properties of the folder add: the library of torch for this system.
    packages += [f"{package}, {version}" for package, version in (("libtorch-cpu-linux-x64", "2.10.0"),) if "EmotionAI.Sdk.Training.Torch" in packages]
    setup = "".join(f'#r "nuget: {package}"\n' for package in packages) + "using System.IO;\n\nstring[] args = [];"
    result, outputs, is_first = [], iter(printed), True
    for number, (kind, text) in enumerate(cells):
        cell = {"cell_type": kind, "id": f"cell-{number}", "metadata": {}}
        if kind == "code":
            if is_first:
                # A cell of its own: a script has its usings first.
                result.append({"cell_type": "code", "id": "setup", "metadata": {}, "execution_count": None, "outputs": [], "source": setup.splitlines(keepends=True)})
                is_first = False
            cell |= {"execution_count": None, "outputs": outputs_of(next(outputs, ""))}
        cell["source"] = text.splitlines(keepends=True)
        result.append(cell)
    kernel = {"display_name": ".NET (C#)", "language": "C#", "name": ".net-csharp"}
    return {"cells": result, "metadata": {"kernelspec": kernel, "language_info": {"name": "C#"}}, "nbformat": 4, "nbformat_minor": 5}


def main(arguments):
    check = "--check" in arguments
    failed = 0
    for name in [argument for argument in arguments if argument != "--check"] or ORDER:
        target = ROOT / "notebooks" / f"{name}.ipynb"
        head, cells = cells_of((ROOT / "notebooks" / f"{name}.cs").read_text(encoding="utf-8"))
        if check:
            made = notebook(head, cells, [])
            there = json.loads(target.read_text(encoding="utf-8"))
            if [cell["source"] for cell in made["cells"]] != [cell["source"] for cell in there["cells"]]:
                print(f"{target.relative_to(ROOT)} is not that of its .cs: run eng/make-notebooks.py {name}")
                failed = 1
            continue
        made = notebook(head, cells, run(name, head, cells))
        target.write_text(json.dumps(made, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        print(f"{target.relative_to(ROOT)}: {len(cells)} cells")
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
