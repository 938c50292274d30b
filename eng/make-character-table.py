"""Writes src/EmotionAI.Sdk/Text/Tokenization/CharacterTable.bin: what BERT's normalizer in `tokenizers` knows of Unicode.

Its tables are those of about Unicode 8, so they are read off its own answers: for every code point, the ids of "a" + c + "b"
(golden/text/tokenizer/bert-uncased/codepoints.zip). Decompositions, lower case and combining classes come from Python's
unicodedata. Usage: python3 eng/make-character-table.py ../shared/golden/text/tokenizer/bert-uncased

All numbers are little-endian int32:
  count, then (first, last, class) of each range; class 1 dropped, 2 white space, 3 punctuation, 4 accent; the rest are letters
  count, then (code point, length, code points...) of each canonical decomposition, Hangul left out
  count, then (code point, length, code points...) of each lower case that differs
  count, then (code point, combining class) of what has one and is no accent
"""
import array
import os
import sys
import unicodedata
import zipfile

golden = sys.argv[1]
target = os.path.join(os.path.dirname(__file__), "..", "src", "EmotionAI.Sdk", "Text", "Tokenization", "CharacterTable.bin")
DROPPED, SPACE, PUNCTUATION, ACCENT = 1, 2, 3, 4


def answers():
    with zipfile.ZipFile(os.path.join(golden, "codepoints.zip")) as archive:
        def numbers(name):
            raw = archive.read(name)
            values = array.array("i")
            values.frombytes(raw[10 + int.from_bytes(raw[8:10], "little"):])
            return values
        ids, lengths = numbers("between.ids.npy"), numbers("between.lengths.npy")
    with open(os.path.join(golden, "vocab.txt"), encoding="utf-8", newline="\n") as file:
        vocabulary = {line.rstrip("\n"): index for index, line in enumerate(file)}
    start = 0
    scalars = (c for c in range(0x110000) if not 0xD800 <= c < 0xE000)
    for c, length in zip(scalars, lengths):
        found = tuple(ids[start:start + length])
        start += length
        if found == (vocabulary["ab"],):
            yield c, "removed"
        elif found == (vocabulary["a"], vocabulary["b"]):
            yield c, "space"
        elif len(found) >= 3 and found[0] == vocabulary["a"] and found[-1] == vocabulary["b"]:
            yield c, "apart"
        else:
            yield c, "word"


def is_chinese(c):
    return any(low <= c <= high for low, high in ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x2A6DF),
                                                  (0x2A700, 0x2B81F), (0x2B920, 0x2CEAF), (0x2F800, 0x2FA1F)))


def classify(c, answer):
    category = unicodedata.category(chr(c))
    if answer == "space":
        return SPACE
    if answer == "removed":
        # What vanishes because its decomposition does is an accent too; only clean_text drops the others.
        return DROPPED if c in (0, 0xFFFD) or category in ("Cc", "Cf", "Co") else ACCENT
    if answer == "apart" and not is_chinese(c) and (category[0] == "P" or unicodedata.normalize("NFD", chr(c)) == chr(c)):
        return PUNCTUATION
    return 0


def main():
    classes = {c: classify(c, answer) for c, answer in answers()}
    ranges = []
    for c, kind in sorted(classes.items()):
        if kind and ranges and ranges[-1][1] == c - 1 and ranges[-1][2] == kind:
            ranges[-1][1] = c
        elif kind:
            ranges.append([c, c, kind])
    decompositions, lowers, combining = [], [], []
    for c in classes:
        text = chr(c)
        decomposed = unicodedata.normalize("NFD", text)
        if decomposed != text and not 0xAC00 <= c <= 0xD7A3:
            decompositions.append([c, len(decomposed), *map(ord, decomposed)])
        if text.lower() != text:
            lowers.append([c, len(text.lower()), *map(ord, text.lower())])
        if unicodedata.combining(text) and classes[c] != ACCENT:
            combining.append([c, unicodedata.combining(text)])
    numbers = array.array("i")
    for table in (ranges, decompositions, lowers, combining):
        numbers.append(len(table))
        for row in table:
            numbers.extend(row)
    if sys.byteorder == "big":
        numbers.byteswap()
    with open(target, "wb") as file:
        numbers.tofile(file)
    print(len(ranges), "ranges,", len(decompositions), "decompositions,", len(lowers), "lower cases,", len(combining), "combining,", len(numbers) * 4, "bytes")


main()
