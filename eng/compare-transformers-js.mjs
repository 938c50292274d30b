// Is run by eng/compare-transformers-js.sh: compare-transformers-js.mjs MODEL TEXTS.tsv BENCHMARKS.dll COUNT ROUNDS
// Peers take turns, one at a time: transformers.js in this process, its pipeline called with one batch after another in arrival order, and EmotionAI.Sdk in a child,
// all texts in one call. Loading and a warm-up are not timed; both count the time of their whole process, all threads.
import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { createInterface } from 'node:readline';

const tolerance = 1e-4, demanded = 1.7, batchSizes = [1, 8, 16, 32, 64];
const require = createRequire(import.meta.url);
const { env, pipeline } = require('@huggingface/transformers');
const [model, file, benchmarks, count, rounds] = process.argv.slice(2);
const texts = readFileSync(file, 'utf8').split('\n').filter(Boolean).slice(0, +count).map(line => line.split('\t')[0]);

const list = join(dirname(model), 'texts.json');
writeFileSync(list, JSON.stringify(texts));
const child = spawn('dotnet', [benchmarks, 'text-peer', model, list], { stdio: ['pipe', 'pipe', 'inherit'] });
const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
const answer = async () => {
    const { value, done } = await answers.next();
    if (done) throw new Error('EmotionAI.Sdk ended early.');
    return JSON.parse(value);
};
const about = await answer();

// One pipeline for each number of threads: null is what the runtime takes by itself.
Object.assign(env, { allowRemoteModels: false, localModelPath: dirname(model) });
const peers = [{
    name: 'EmotionAI.Sdk, `ClassifyBatch`', batchSize: '32, by length', threads: `${about.cores} (default)`, times: [],
    run: () => (child.stdin.write('\n'), answer()),
}];
for (const threads of [null, 1, ...(about.cores > 1 ? [about.cores] : [])]) {
    const session_options = threads ? { intraOpNumThreads: threads } : {};
    const classify = await pipeline('text-classification', basename(model), { dtype: 'fp32', device: 'cpu', session_options });
    for (const batchSize of batchSizes) {
        peers.push({ name: 'transformers.js', batchSize, threads: threads ?? 'default', times: [], run: () => time(classify, batchSize) });
    }
    await classify(texts.slice(0, 64), { top_k: null });
}

async function time(classify, batchSize) {
    const [cpu, wall] = [process.cpuUsage(), performance.now()];
    const found = [];
    for (let i = 0; i < texts.length; i += batchSize) {
        found.push(...await classify(texts.slice(i, i + batchSize), { top_k: null }));
    }
    const { user, system } = process.cpuUsage(cpu);
    return { wall: performance.now() - wall, cpu: (user + system) / 1000, found };
}

// A label or a text that one of both lacks makes NaN, which no later maximum hides.
function difference(found) {
    return texts.reduce((largest, _, i) => {
        const scores = new Map(found[i]?.map(({ label, score }) => [label, score]));
        return about.labels.reduce((most, label, j) => Math.max(most, Math.abs(scores.get(label) - about.scores[i][j])), scores.size === about.labels.length ? largest : NaN);
    }, found.length === texts.length ? 0 : NaN);
}

let largest = 0;
for (let round = 1; round <= +rounds; round++) {
    for (const peer of peers) {
        const { wall, cpu, found } = await peer.run();
        peer.times.push({ wall, cpu });
        largest = found ? Math.max(largest, difference(found)) : largest;
        console.error(`round ${round}: ${peer.name}, batch ${peer.batchSize}, threads ${peer.threads}: ${(wall / 1000).toFixed(1)} s`);
    }
}
child.stdin.end();

const median = (peer, key) => peer.times.map(time => time[key]).sort((a, b) => a - b)[Math.floor(peer.times.length / 2)];
const [own, ...others] = peers;
const best = others.reduce((a, b) => (median(a, 'wall') <= median(b, 'wall') ? a : b));
const ratio = peer => median(peer, 'wall') / median(own, 'wall');
const version = name => JSON.parse(readFileSync(join(process.env.NODE_PATH, name, 'package.json'))).version;
const mark = peer => (peer === best ? text => `**${text}**` : text => text);

console.log(`## Text, beside transformers.js

${texts.length} texts of GoEmotions as they come, the model of EmotionAI.Sdk.Models.Text exported to ONNX in float32, ${rounds} rounds in turn, medians

${cpus()[0].model.trim()} with ${about.vector}, ${about.cores} cores, ${about.system}, .NET SDK ${process.env.DOTNET_SDK}, ${about.runtime}, Node.js ${process.versions.node}, transformers.js ${version('@huggingface/transformers')} on onnxruntime-node ${version('onnxruntime-node')}

| peer | batch size | threads | texts a second | CPU ms a text, whole process | EmotionAI.Sdk is faster, times |
|---|---:|---:|---:|---:|---:|`);
for (const peer of peers) {
    const cells = [peer.name, peer.batchSize, peer.threads, (texts.length * 1000 / median(peer, 'wall')).toFixed(0), (median(peer, 'cpu') / texts.length).toFixed(2), ratio(peer).toFixed(2)];
    console.log(`| ${cells.map(mark(peer)).join(' | ')} |`);
}
console.log(`
The best of transformers.js in bold: EmotionAI.Sdk is ${ratio(best).toFixed(2)} times as fast; ${demanded} is demanded. All scores of both differ by at most ${largest.toExponential(1)}. Made by \`eng/compare-transformers-js.sh ${texts.length} ${rounds}\`.`);

const cores = median(own, 'cpu') / median(own, 'wall');
if (cores < 0.85 * about.cores) {
    console.error(`WARNING: EmotionAI.Sdk had ${cores.toFixed(1)} of ${about.cores} cores: other work ran beside it, so the table says little.`);
}

const faults = [
    largest <= tolerance ? null : `scores differ by ${largest}, allowed are ${tolerance}`,
    ratio(best) >= demanded ? null : `EmotionAI.Sdk is ${ratio(best).toFixed(2)} times as fast as the best of transformers.js, ${demanded} is demanded`,
].filter(Boolean);
faults.forEach(fault => console.error(`FAILED: ${fault}`));
process.exitCode = faults.length ? 1 : 0;
