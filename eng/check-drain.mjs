// Ends a server by SIGTERM with calls in flight, and counts how each call ends: node check-drain.mjs ROUNDS SERVER.dll RECORDING
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import http from "node:http";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";

const [rounds, server, recording] = process.argv.slice(2);
const callers = 64;
const goesOn = 200; // ms after the signal in which calls are begun still; the server takes calls for 500
const speech = readFileSync(recording);
const text = Buffer.from(JSON.stringify({ inputs: "Thank you so much! I can't believe we won." }));
const isTyped = new Set([429, 503]);

// One call: its status, or the error that is neither an answer nor a refusal.
function call(port, index, agent) {
    const isSpeech = index % 16 === 0;
    const body = isSpeech ? speech : text;
    const options = { port, host: "127.0.0.1", method: "POST", agent, path: isSpeech ? "/predict/audio" : "/predict", headers: { "content-type": isSpeech ? "audio/flac" : "application/json", "content-length": body.length } };
    return new Promise((resolve) => {
        const request = http.request(options, (response) => {
            const parts = [];
            response.on("data", (part) => parts.push(part));
            response.on("end", () => {
                const said = Buffer.concat(parts).toString();
                try {
                    const answer = JSON.parse(said);
                    resolve(response.statusCode === 200 ? "answered" : isTyped.has(response.statusCode) && answer.code ? "refused" : `${response.statusCode} ${said}`);
                } catch {
                    resolve(`${response.statusCode}, no JSON: ${said}`);
                }
            });
            response.on("error", (error) => resolve(`broken: ${error.code}`));
        });
        request.on("error", (error) => resolve(`broken: ${error.code ?? error.message}`));
        request.end(body);
    });
}

async function round(number) {
    const child = spawn("dotnet", [server, "--port", "0"], { stdio: ["ignore", "pipe", "inherit"] });
    const ended = new Promise((resolve) => child.on("exit", (code, signal) => resolve(signal ?? code)));
    const port = await new Promise((resolve, reject) => {
        createInterface({ input: child.stdout }).on("line", (line) => /listens on .*:(\d+)$/.test(line) && resolve(Number(/:(\d+)$/.exec(line)[1])));
        child.on("exit", () => reject(new Error("the server did not start")));
    });
    const counts = new Map();
    let isOver = false;
    const kept = new http.Agent({ keepAlive: true });
    const caller = async (index) => {
        while (!isOver) {
            const end = await call(port, index, index % 2 ? kept : undefined);
            counts.set(end, (counts.get(end) ?? 0) + 1);
        }
    };
    const all = Promise.all(Array.from({ length: callers }, (_, index) => caller(index)));
    await sleep(300 + 37 * (number % 20));
    child.kill("SIGTERM");
    await sleep(goesOn);
    isOver = true;
    await all;
    const code = await ended;
    kept.destroy();
    const wrong = [...counts].filter(([end]) => end !== "answered" && end !== "refused");
    console.log(`round ${number}: exit ${code}, ${[...counts].map(([end, count]) => `${count} ${end}`).join(", ")}`);
    return code === 0 && wrong.length === 0 && counts.get("answered") > 0;
}

let failed = 0;
for (let number = 1; number <= Number(rounds); number++) {
    failed += (await round(number)) ? 0 : 1;
}

console.log(failed === 0 ? `${rounds} rounds: every call was answered or refused by type` : `FAILED: ${failed} of ${rounds} rounds`);
process.exit(failed === 0 ? 0 : 1);
