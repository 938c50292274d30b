// Sends requests to a server from several callers at once, for some seconds: node eng/send-load.mjs URL CALLERS SECONDS TYPE FILE...
// TYPE is text (FILE has a text in the first column of each line) or audio (each FILE is a recording). Prints requests, refusals and the time a request takes, as JSON.
import { readFileSync } from 'node:fs';
import http from 'node:http';

const [url, callers, seconds, type, ...files] = process.argv.slice(2);
const bodies = type === 'text'
    ? readFileSync(files[0], 'utf8').trim().split('\n').slice(0, 2000).map(line => JSON.stringify({ inputs: line.split('\t')[0] }))
    : files.map(file => readFileSync(file));
const headers = { 'Content-Type': type === 'text' ? 'application/json' : 'application/octet-stream' };
const agent = new http.Agent({ keepAlive: true, maxSockets: Number(callers) });
const end = performance.now() + 1000 * Number(seconds);
const times = [];
let next = 0;
let refused = 0;
const failed = {};

function send(body) {
    return new Promise((resolve, reject) => {
        const request = http.request(url, { method: 'POST', headers: { ...headers, 'Content-Length': Buffer.byteLength(body) }, agent }, answer => {
            answer.resume();
            answer.on('end', () => resolve(answer.statusCode));
        });
        request.on('error', reject);
        request.end(body);
    });
}

async function call() {
    while (performance.now() < end) {
        const start = performance.now();
        const status = await send(bodies[next++ % bodies.length]);
        if (status === 200) {
            times.push(performance.now() - start);
        } else if (status === 429) {
            refused++;
        } else {
            failed[status] = (failed[status] ?? 0) + 1;
        }
    }
}

await Promise.all(Array.from({ length: Number(callers) }, call));
times.sort((a, b) => a - b);
const at = part => Number((times[Math.floor(part * (times.length - 1))] ?? NaN).toFixed(1));
console.log(JSON.stringify({ answered: times.length, refused, failed, p50: at(0.5), p99: at(0.99) }));
