#!/usr/bin/env node
// Compares an exported text model in onnxruntime-node with the tool, which wrote both files of lines:
//   npm install --no-save --prefix DIR onnxruntime-node@1.30.0
//   NODE_PATH=DIR/node_modules eng/check-onnx-export.mjs MODEL.onnx TOKENS.jsonl PREDICTIONS.jsonl
// TOKENS.jsonl is of emotionai tokenize, PREDICTIONS.jsonl of emotionai classify text --logits, for the same texts. They run as one padded batch.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const tolerance = 1e-4;
const { InferenceSession, Tensor } = createRequire(import.meta.url)('onnxruntime-node');
const [model, tokens, predictions] = process.argv.slice(2);
const lines = path => readFileSync(path, 'utf8').split('\n').filter(Boolean).map(line => JSON.parse(line));
const ids = lines(tokens).map(line => line.ids);
const expected = lines(predictions).map(line => Object.values(line.logits));
const width = Math.max(...ids.map(row => row.length));
const pad = value => new Tensor('int64', BigInt64Array.from(ids.flatMap(row => Array.from({ length: width }, (_, i) => BigInt(i < row.length ? value(row[i]) : 0)))), [ids.length, width]);

const session = await InferenceSession.create(model);
const { logits } = await session.run({ input_ids: pad(id => id), attention_mask: pad(() => 1) });
const labels = logits.dims[1];
const differences = expected.flatMap((row, i) => row.map((value, j) => Math.abs(value - logits.data[i * labels + j])));
const largest = Math.max(...differences);
console.log(`${ids.length} texts, ${labels} labels, ${width} tokens: logits differ by at most ${largest.toExponential(1)}`);
process.exit(differences.length === ids.length * labels && largest <= tolerance ? 0 : 1);
