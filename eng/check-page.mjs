// Run by eng/check-page.sh, which makes ready what it needs: node eng/check-page.mjs ADDRESS FOLDER [--shots DIR]
// The folder holds clip.wav, which the fake microphone plays, and what the tool says of it and of a text. The last line is "N passed, N failed".
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const require = createRequire(join(process.cwd(), 'artifacts/node/'));
const { chromium } = require('playwright-core');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

const [address, folder, option, place] = process.argv.slice(2);
const shots = option === '--shots' ? place : join(folder, 'shots');
mkdirSync(shots, { recursive: true });

const linesOf = name => readFileSync(join(folder, name), 'utf8').trim().split('\n').map(JSON.parse);
const [said] = linesOf('text.jsonl');
const heard = linesOf('clip.jsonl');
const label = heard.flatMap(segment => segment.labels.map(one => ({ label: one.label, seconds: segment.end - segment.start }))).sort((a, b) => b.seconds - a.seconds)[0].label;
const seconds = heard.at(-1).end;
const clip = join(folder, 'clip.wav');
const views = [390, 1280].flatMap(width => ['light', 'dark'].map(scheme => ({ width, height: width < 600 ? 844 : 900, scheme })));

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream', `--use-file-for-fake-audio-capture=${clip}%noloop`, '--autoplay-policy=no-user-gesture-required'],
});

/** Runs in the page before its own scripts: counts who asks for the microphone, and tells what the policy refuses. */
function watch() {
  window.asked = 0;
  const devices = navigator.mediaDevices;
  const original = devices?.getUserMedia.bind(devices);
  if (devices) {
    devices.getUserMedia = constraints => {
      window.asked++;
      return original(constraints);
    };
  }

  document.addEventListener('securitypolicyviolation', event => console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`));
}

/** Opens the page, and gives it with what must stay empty: requests to others, errors, refusals of the policy. */
async function open(path = '', { at = address, width = 1280, height = 900, scheme = 'light', reducedMotion = 'no-preference' } = {}) {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme: scheme, reducedMotion, hasTouch: width < 600, permissions: ['microphone'] });
  const page = await context.newPage();
  const own = new URL(at).host;
  const faults = [];
  page.setDefaultTimeout(30000);
  await page.addInitScript(watch);
  page.on('request', request => {
    const url = new URL(request.url());
    if (!['blob:', 'data:'].includes(url.protocol) && url.host !== own) {
      faults.push(`it asks ${url.host}`);
    }
  });
  page.on('websocket', socket => new URL(socket.url()).host === own || faults.push(`it asks ${socket.url()}`));
  page.on('console', message => ['error', 'warning'].includes(message.type()) && faults.push(`console: ${message.text()}`));
  page.on('pageerror', error => faults.push(`exception: ${error.message}`));
  await page.goto(`${at}${path}`, { waitUntil: 'networkidle' });
  return { page, faults, close: () => context.close() };
}

async function write(page) {
  await page.getByLabel('A sentence, or a few').fill(said.input);
  await page.locator('#words').waitFor();
}

async function listen(page) {
  await page.getByRole('button', { name: 'Start listening' }).click();
  await page.getByRole('button', { name: 'I agree, start listening' }).click();
  await page.getByRole('button', { name: 'Stop' }).waitFor();
}

async function choose(page, file = clip) {
  await page.locator('#file').setInputFiles(file);
  await page.locator('#recording-status', { hasText: /segments?[;,]/ }).waitFor();
}

async function auditOf(page) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }));
  return violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(node => `${node.html.slice(0, 90)} ${node.any[0]?.message ?? ''}`).join(' | ')}`);
}

const tests = {
  async 'a text gets the bars and the words of the tool'({ page }) {
    await write(page);

    assert.equal(await page.locator('.bars .name').first().textContent(), said.top.label);
    assert.equal(await page.locator('.bars .value').first().textContent(), `${Math.round(said.top.score * 100)} %`);
    const strongest = said.words.reduce((a, b) => a.weight > b.weight ? a : b).text;
    assert.ok((await page.locator('#words-text mark.raises').allTextContents()).includes(strongest), strongest);
    assert.equal(await page.locator('#words-text').textContent(), said.input);
    assert.match(await page.locator('#text-status').textContent(), new RegExp(`Found: ${said.labels[0].label}`));
  },

  async 'a text is shown, never interpreted'({ page }) {
    await page.getByLabel('A sentence, or a few').fill('<img src=x onerror=alert(1)> I love it');
    await page.locator('#words').waitFor();

    assert.equal(await page.locator('#words-text img').count(), 0);
  },

  async 'the microphone starts after the notice of Article 50(3) only'({ page }) {
    await page.getByRole('button', { name: 'Start listening' }).click();
    assert.match(await page.getByRole('dialog').textContent(), /Article 50\(3\)/);
    await page.getByRole('button', { name: 'Do not listen' }).click();

    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    assert.equal(await page.evaluate(() => window.asked), 0);
    assert.ok(await page.getByRole('button', { name: 'Start listening' }).isVisible());
  },

  async 'what the microphone hears gets the label of the tool'({ page }) {
    const sent = [];
    const socket = page.waitForEvent('websocket');
    await listen(page);
    (await socket).on('framesent', ({ payload }) => typeof payload !== 'string' && sent.push(payload));
    await page.waitForTimeout((seconds + 1.5) * 1000);
    await page.screenshot({ path: join(shots, 'listening.png') });
    await page.getByRole('button', { name: 'Stop' }).click();
    await page.locator('#microphone-status', { hasText: 'The microphone is off. ' }).waitFor();

    const bytes = Buffer.concat(sent);
    let energy = 0;
    for (let i = 0; i + 1 < bytes.length; i += 2) {
      energy += (bytes.readInt16LE(i) / 32768) ** 2;
    }

    const rms = Math.sqrt(energy / (bytes.length / 2));
    console.log(`   ${bytes.length / 2} samples of RMS ${rms.toFixed(4)} were sent`);
    assert.ok(rms > 0.001, `RMS ${rms}`);
    assert.ok(bytes.length / 2 / 16000 > seconds, `${bytes.length / 2} samples`);
    assert.match(await page.locator('#microphone-status').textContent(), new RegExp(`; ${label} for`));
    assert.ok((await page.locator('#microphone-timeline .lane-name').allTextContents()).includes(label));
  },

  async 'a dropped WebM recording gets the label of the tool'({ page }) {
    await page.evaluate(async milliseconds => {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: { echoCancellation: false, noiseSuppression: false, autoGainControl: false } });
      const recorder = new MediaRecorder(stream, { mimeType: 'audio/webm;codecs=opus' });
      const parts = [];
      recorder.ondataavailable = ({ data }) => parts.push(data);
      const stopped = new Promise(done => { recorder.onstop = done; });
      recorder.start(200);
      await new Promise(done => setTimeout(done, milliseconds));
      recorder.stop();
      await stopped;
      const files = new DataTransfer();
      files.items.add(new File(parts, 'spoken.webm', { type: 'audio/webm' }));
      document.getElementById('drop').dispatchEvent(new DragEvent('drop', { dataTransfer: files, bubbles: true, cancelable: true }));
    }, (seconds + 0.5) * 1000);
    await page.locator('#recording-status', { hasText: /spoken\.webm: \d+ segments?[;,]/ }).waitFor();

    assert.match(await page.locator('#recording-status').textContent(), new RegExp(`; ${label} for`));
    assert.ok(await page.locator('#player').isVisible());
  },

  async 'a recording has the segments of the tool, and the player jumps to them'({ page }) {
    await choose(page);

    const shown = page.locator('#recording-timeline .log li');
    assert.equal(await shown.count(), heard.length);
    const index = heard.findIndex(segment => segment.labels.length > 0);
    assert.match(await shown.nth(index).textContent(), new RegExp(`${label} ${heard[index].labels[0].score.toFixed(2)}`));
    await shown.nth(heard.length - 1).getByRole('button').click();
    await page.waitForFunction(start => document.getElementById('player').currentTime >= start, heard.at(-1).start - 0.1);
    await page.locator('#recording-timeline .log li.now').waitFor();
  },

  async 'what is no recording is refused with a sentence'({ page }) {
    await page.locator('#file').setInputFiles({ name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('no recording at all') });

    await page.locator('#recording-status.wrong').waitFor();
    assert.ok((await page.locator('#recording-status').textContent()).length > 20);
  },

  async 'everything is reached and used by keyboard'({ page }) {
    const focused = () => page.evaluate(() => document.activeElement.id || document.activeElement.textContent.trim());
    const walk = [];
    for (let i = 0; i < 4; i++) {
      await page.keyboard.press('Tab');
      walk.push(await focused());
    }

    assert.deepEqual(walk, ['Skip to the text box', 'text', 'listen', 'file']);
    await page.locator('#text').focus();
    await page.keyboard.type(said.input);
    await page.locator('#words').waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.locator('.bars button[aria-pressed=true]').nth(0).waitFor();
    await page.waitForFunction(() => document.activeElement.ariaPressed === 'true');
    await page.locator('#listen').focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    assert.equal(await focused(), 'Do not listen');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    assert.equal(await focused(), 'listen');
    const chooser = page.waitForEvent('filechooser');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await (await chooser).setFiles(clip);
    await page.locator('#recording-timeline .log button').nth(heard.length - 1).waitFor();
    for (let i = 0; i < 20 && !/^\d+:\d/.test(await focused()); i++) {
      await page.keyboard.press('Tab');
    }

    assert.match(await focused(), /^0:00/);
  },

  async 'a server that asks for a key gets it, for the microphone too'() {
    const { page, close } = await open('/', { at: process.env.LOCKED });
    await page.getByLabel('This server asks for a key').fill(process.env.KEY);
    await page.keyboard.press('Enter');
    await page.locator('#models li').first().waitFor();
    await write(page);
    await listen(page);
    await page.getByRole('button', { name: 'Stop' }).click();
    await page.locator('#microphone-status', { hasText: 'The microphone is off. ' }).waitFor();
    assert.equal(await page.locator('#microphone-status.wrong').count(), 0);
    await close();
  },

  async 'who wants less motion gets none'() {
    const { page, close } = await open('/', { reducedMotion: 'reduce' });
    await write(page);

    assert.match(await page.locator('.fill').first().evaluate(fill => getComputedStyle(fill).transitionDuration), /^(0s|1e-05s)$/);
    await close();
  },

  async 'the page is found without the slash at its end, and its own pages too'() {
    const { page, faults, close } = await open('');
    await page.getByRole('heading', { name: 'A page that listens' }).waitFor();
    await page.getByRole('link', { name: 'Responsible use' }).first().click();
    await page.getByRole('heading', { name: 'Responsible use' }).waitFor();
    assert.deepEqual(await auditOf(page), []);
    await page.screenshot({ path: join(shots, 'responsible-use.png'), fullPage: true });
    await page.getByRole('link', { name: 'Back to the page' }).click();
    await page.getByRole('heading', { name: 'A page that listens' }).waitFor();

    assert.deepEqual(faults, []);
    await close();
  },
};

for (const view of views) {
  tests[`axe-core finds nothing, and nothing is too wide, at ${view.width} px, ${view.scheme}`] = async () => {
    const { page, faults, close } = await open('/', view);
    const shoot = name => page.screenshot({ path: join(shots, `${name}-${view.width}-${view.scheme}.png`), fullPage: true });
    const found = await auditOf(page);
    await shoot('start');
    await write(page);
    await choose(page);
    await page.locator('#recording-timeline .log button').nth(heard.length - 1).click();
    await page.locator('#recording-timeline .log li.now').waitFor();
    await page.waitForTimeout(400);
    found.push(...await auditOf(page));
    await shoot('used');
    await page.getByRole('button', { name: 'Start listening' }).click();
    found.push(...await auditOf(page));
    await page.screenshot({ path: join(shots, `notice-${view.width}-${view.scheme}.png`) });
    const width = await page.evaluate(() => Math.max(document.documentElement.scrollWidth, innerWidth));

    assert.deepEqual(found, []);
    assert.ok(width <= view.width, `${width} px wide`);
    assert.deepEqual(faults, []);
    await close();
  };
}

let [passed, failed] = [0, 0];
for (const [name, test] of Object.entries(tests)) {
  const opened = test.length > 0 ? await open('/') : null;
  try {
    await test(opened);
    assert.deepEqual((opened?.faults ?? []).filter(fault => !(name.includes('refused') && fault.includes('status of 4'))), []);
    passed++;
    console.log(`ok ${name}`);
  } catch (error) {
    failed++;
    console.log(`FAILED ${name}\n   ${error.stack.split('\n').slice(0, 12).join('\n   ')}`);
    await opened?.page.screenshot({ path: join(shots, `failed-${failed}.png`), fullPage: true });
  }

  await opened?.close();
}

await browser.close();
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
