// Writes src/EmotionAI.Sdk/Text/Tokenization/Normalization/ClusterTable.bin: how code points join to grapheme clusters in `tokenizers`.
//
// No runtime's clusters are those of its crate, so they are read off the answers of tokenizers 0.22.2, which the npm package
// @anush008/tokenizers 0.6.0 carries. Usage: npm install @anush008/tokenizers@0.6.0 && node make-cluster-table.mjs [target]
//
// All numbers are unsigned LEB128: a count, then of each range its distance from the end of the one before, its length - 1, its flags.
import fs from 'node:fs';
import { fileURLToPath } from 'node:url';
import tokenizers from '@anush008/tokenizers';

const target = process.argv[2] ?? fileURLToPath(new URL('../src/EmotionAI.Sdk/Text/Tokenization/Normalization/ClusterTable.bin', import.meta.url));

// The values of ClusterFlags.cs.
const [CONTROL, JOINS, PREPENDS, EXTENDS, EXTENDS_CONJUNCT, LINKER, CONSONANT, PICTOGRAPH, LEAD, VOWEL, TRAIL] = Array.from({ length: 11 }, (_, i) => 1 << i);

// A charsmap that turns "e" and whatever begins with a byte above C1 into "Y". Only a cluster of fewer than 6 bytes is looked up whole, and what
// follows its first match is lost, so the number of Y tells how a text falls into clusters.
function makeProbe() {
  const units = new Uint32Array(1024);
  units[0] = 256 << 10;
  for (const byte of [0x65, ...Array.from({ length: 0xF5 - 0xC2 }, (_, i) => 0xC2 + i)]) {
    units[256 ^ byte] = byte | 1 << 8 | ((256 ^ byte) ^ (512 + byte)) << 10;
    units[512 + byte] = 0x80000000;
  }
  const bytes = Buffer.concat([Buffer.from(Uint32Array.of(units.byteLength).buffer), Buffer.from(units.buffer), Buffer.from('Y\0')]);
  const normalizer = tokenizers.precompiled([...bytes]);
  return text => [...normalizer.normalizeString(text)].length;
}

function flagsOf(count, c) {
  const s = String.fromCodePoint(c), bytes = Buffer.byteLength(s);
  if (c < 0x80) return c < 0x20 || c === 0x7F ? CONTROL : 0;
  if (count('e' + s) === 1) {
    return JOINS | (count('😀' + s + '\u200D\u2122\u0301') === 5 ? EXTENDS : 0)
      | (count('\u0915\u094D' + s + '\u0937\u0301') === 5 ? EXTENDS_CONJUNCT : 0)
      | (count('\u0915' + s + '\u0937\u0301') === 4 ? LINKER : 0);
  }
  if (count(s + 'e') === 1) return PREPENDS;
  if (bytes < 4 ? count(s + '\u0301') === 2 : count(s + '\u0301\u0345') === 2) return CONTROL;
  if (count(s + '\u094D\u0915\u0301') === 4) return CONSONANT;
  // A pictograph of 4 bytes is known by what it draws to itself, one of fewer by being drawn.
  if (bytes < 4 ? count('😀\u200D' + s + '\u0301') === 4 : count(s + '\u200D\u2122\u0301') === 4) return PICTOGRAPH;
  if (bytes < 3) return 0;
  if (c >= 0xAC00 && c <= 0xD7A3) return LEAD | ((c - 0xAC00) % 28 === 0 ? VOWEL : TRAIL);
  if (count(s + '\uAC00\u0301') === 3) return LEAD;
  if (bytes < 4 && count('\uAC01' + s + '\u0301') === 3) return TRAIL;
  return (bytes < 4 ? count('\uAC00' + s + '\u0301') : count(s + '\u11A8\u0301')) === 3 ? VOWEL : 0;
}

const count = makeProbe(), ranges = [];
for (let c = 0; c < 0x110000; c++) {
  const flags = c >= 0xD800 && c < 0xE000 ? 0 : flagsOf(count, c);
  const last = ranges.at(-1);
  if (last && last.flags === flags && c !== 0x10000) last.last = c; else ranges.push({ first: c, last: c, flags });
}

const bytes = [];
function write(value) {
  for (; value > 0x7F; value >>= 7) bytes.push(value & 0x7F | 0x80);
  bytes.push(value);
}

const flagged = ranges.filter(range => range.flags !== 0);
write(flagged.length);
flagged.reduce((before, { first, last, flags }) => (write(first - before), write(last - first), write(flags), last), 0);
fs.writeFileSync(target, Uint8Array.from(bytes));
console.log(`${flagged.length} ranges, ${bytes.length} bytes`);
