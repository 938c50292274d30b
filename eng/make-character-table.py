"""Writes src/EmotionAI.Sdk/Text/Tokenization/CharacterTable.bin: what `tokenizers` knows of Unicode.

Its classes are those of about Unicode 8, so they are read off its own answers: for every code point, the ids of "a" + c + "b"
(golden/text/tokenizer/bert-uncased/codepoints.zip). Decompositions, lower case and combining classes come from Python's
unicodedata. Usage: python3 eng/make-character-table.py ../shared/golden/text/tokenizer/bert-uncased

All numbers are little-endian int32. Each table begins with how many numbers follow; all are in rising order:
  (first, last, class) of each range; class 1 dropped, 2 white space, 3 punctuation, 4 accent; the rest are letters
  (first, last) of the letters and of the numbers of regular expressions, and of the marks
  (code point, combining class)
  (first, second, composite) of what composes, Hangul left out
  (code point, length, code points...) of each canonical decomposition, Hangul left out; of each lower case; of each compatibility
  decomposition that is another one
"""
import array
import os
import sys
import unicodedata
import zipfile

golden = sys.argv[1]
target = os.path.join(os.path.dirname(__file__), "..", "src", "EmotionAI.Sdk", "Text", "Tokenization", "CharacterTable.bin")
DROPPED, SPACE, PUNCTUATION, ACCENT = 1, 2, 3, 4

# What Python 3.11 (Unicode 14) knows and the normalization of `tokenizers` (about Unicode 9) does not, read off its answers:
# marks, combining classes, decompositions.
NEWER = (
    (0x7FD, 0x7FD), (0x898, 0x89F), (0x8CA, 0x8D3), (0x9FE, 0x9FE), (0xAFA, 0xAFF), (0xB55, 0xB55), (0xC04, 0xC04),
    (0xC3C, 0xC3C), (0xD00, 0xD00), (0xD3B, 0xD3C), (0xD81, 0xD81), (0xEBA, 0xEBA), (0x1715, 0x1715),
    (0x180F, 0x180F), (0x1ABF, 0x1ACE), (0x1CF7, 0x1CF7), (0x1DF6, 0x1DFA), (0x32FF, 0x32FF), (0xA7F2, 0xA7F4),
    (0xA82C, 0xA82C), (0xA8FF, 0xA8FF), (0xAB69, 0xAB69), (0x10781, 0x10785), (0x10787, 0x107B0), (0x107B2, 0x107BA),
    (0x10D24, 0x10D27), (0x10EAB, 0x10EAC), (0x10F46, 0x10F50), (0x10F82, 0x10F85), (0x11070, 0x11070),
    (0x11073, 0x11074), (0x110C2, 0x110C2), (0x11145, 0x11146), (0x111C9, 0x111C9), (0x111CE, 0x111CF),
    (0x1133B, 0x1133B), (0x1145E, 0x1145E), (0x1182C, 0x1183A), (0x11930, 0x11935), (0x11937, 0x11938),
    (0x1193B, 0x1193E), (0x11940, 0x11940), (0x11942, 0x11943), (0x119D1, 0x119D7), (0x119DA, 0x119E0),
    (0x119E4, 0x119E4), (0x11A01, 0x11A0A), (0x11A33, 0x11A39), (0x11A3B, 0x11A3E), (0x11A47, 0x11A47),
    (0x11A51, 0x11A5B), (0x11A8A, 0x11A99), (0x11D31, 0x11D36), (0x11D3A, 0x11D3A), (0x11D3C, 0x11D3D),
    (0x11D3F, 0x11D45), (0x11D47, 0x11D47), (0x11D8A, 0x11D8E), (0x11D90, 0x11D91), (0x11D93, 0x11D97),
    (0x11EF3, 0x11EF6), (0x16F4F, 0x16F4F), (0x16F7F, 0x16F87), (0x16FE4, 0x16FE4), (0x16FF0, 0x16FF1),
    (0x1CF00, 0x1CF2D), (0x1CF30, 0x1CF46), (0x1E130, 0x1E136), (0x1E2AE, 0x1E2AE), (0x1E2EC, 0x1E2EF),
    (0x1F16C, 0x1F16C), (0x1FBF0, 0x1FBF9),
)
# What its regular expressions (Unicode 16) and its lower case (Unicode 17) know besides, read off its answers.
NEWER_LETTERS = (
    (0x1C89, 0x1C8A), (0xA7CB, 0xA7CD), (0xA7DA, 0xA7DC), (0x105C0, 0x105F3), (0x10D4A, 0x10D65), (0x10D6F, 0x10D85),
    (0x10EC2, 0x10EC4), (0x1123F, 0x11240), (0x11380, 0x11389), (0x1138B, 0x1138B), (0x1138E, 0x1138E),
    (0x11390, 0x113B5), (0x113B7, 0x113B7), (0x113D1, 0x113D1), (0x113D3, 0x113D3), (0x11BC0, 0x11BE0),
    (0x11F02, 0x11F02), (0x11F04, 0x11F10), (0x11F12, 0x11F33), (0x1342F, 0x1342F), (0x13441, 0x13446),
    (0x13460, 0x143FA), (0x16100, 0x1611D), (0x16D40, 0x16D6C), (0x18CFF, 0x18CFF), (0x1B132, 0x1B132),
    (0x1B155, 0x1B155), (0x1DF25, 0x1DF2A), (0x1E030, 0x1E06D), (0x1E4D0, 0x1E4EB), (0x1E5D0, 0x1E5ED),
    (0x1E5F0, 0x1E5F0), (0x2B739, 0x2B739), (0x2EBF0, 0x2EE5D), (0x31350, 0x323AF),
)
NEWER_NUMBERS = (
    (0x10D40, 0x10D49), (0x116D0, 0x116E3), (0x11BF0, 0x11BF9), (0x11F50, 0x11F59), (0x16130, 0x16139),
    (0x16D70, 0x16D79), (0x1CCF0, 0x1CCF9), (0x1D2C0, 0x1D2D3), (0x1E4F0, 0x1E4F9), (0x1E5F1, 0x1E5FA),
)
MARKS_OF_OLD = (0x1CF2, 0x1CF3)
NEWER_LOWER = {0x1C89: 0x1C8A, 0xA7CB: 0x264, 0xA7CC: 0xA7CD, 0xA7CE: 0xA7CF, 0xA7D2: 0xA7D3, 0xA7D4: 0xA7D5, 0xA7DA: 0xA7DB, 0xA7DC: 0x19B,
               **{c: c + 0x20 for c in range(0x10D50, 0x10D66)}, **{c: c + 0x1B for c in range(0x16EA0, 0x16EB9)}}


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


def within(c, ranges):
    return any(low <= c <= high for low, high in ranges)


def to_ranges(points):
    ranges = []
    for c in sorted(points):
        if ranges and ranges[-1][1] == c - 1:
            ranges[-1][1] = c
        else:
            ranges.append([c, c])
    return ranges


def normalization(points):
    canonical, compatible, combining, composites, marks = [], [], [], [], []
    for c in points:
        text = chr(c)
        if within(c, NEWER):
            continue
        decomposed = unicodedata.normalize("NFD", text)
        hangul = 0xAC00 <= c <= 0xD7A3
        if decomposed != text and not hangul:
            canonical.append([c, len(decomposed), *map(ord, decomposed)])
            parts = unicodedata.decomposition(text).split()
            if len(parts) == 2 and unicodedata.normalize("NFC", text) == text:
                composites.append([int(parts[0], 16), int(parts[1], 16), c])
        simple = unicodedata.normalize("NFKD", text)
        if simple != decomposed and not hangul:
            compatible.append([c, len(simple), *map(ord, simple)])
        if unicodedata.combining(text):
            combining.append([c, unicodedata.combining(text)])
        if unicodedata.category(text)[0] == "M" or c in MARKS_OF_OLD:
            marks.append(c)
    return canonical, compatible, combining, sorted(composites), to_ranges(marks)


def main():
    classes = {c: classify(c, answer) for c, answer in answers()}
    ranges = []
    for c, kind in sorted(classes.items()):
        if kind and ranges and ranges[-1][1] == c - 1 and ranges[-1][2] == kind:
            ranges[-1][1] = c
        elif kind:
            ranges.append([c, c, kind])
    canonical, compatible, combining, composites, marks = normalization(classes)
    lowers = []
    for c in classes:
        lower = chr(NEWER_LOWER[c]) if c in NEWER_LOWER else chr(c).lower()
        if lower != chr(c):
            lowers.append([c, len(lower), *map(ord, lower)])
    letters = to_ranges(c for c in classes if unicodedata.category(chr(c))[0] == "L" or within(c, NEWER_LETTERS))
    digits = to_ranges(c for c in classes if unicodedata.category(chr(c))[0] == "N" or within(c, NEWER_NUMBERS))
    tables = (ranges, letters, digits, marks, combining, composites, canonical, lowers, compatible)
    numbers = array.array("i")
    for table in tables:
        numbers.append(sum(map(len, table)))
        for row in table:
            numbers.extend(row)
    if sys.byteorder == "big":
        numbers.byteswap()
    with open(target, "wb") as file:
        numbers.tofile(file)
    print([len(table) for table in tables], len(numbers) * 4, "bytes")


main()
