#!/usr/bin/env node
// Opens reports in Debian's chromium (apt-get install -y chromium) and checks that a page can be read there:
//   eng/check-report.mjs REPORT.html… [--shots DIR]
// At phone and desktop width, light and dark: nothing wider than the window, no request, no console message, one order of headings,
// pictures that show and say what they show (and fit a phone, as the F1 of the labels does), places that scroll reachable by keyboard, text of enough contrast (WCAG AA).
// --shots keeps a screenshot of each, and a print. Node.js and nothing else. The last line is "N passed, N failed".
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const views = [390, 1280].flatMap(width => ['light', 'dark'].map(scheme => ({ width, height: width < 600 ? 844 : 900, scheme })));
const args = process.argv.slice(2);
const at = args.indexOf('--shots');
const shots = at >= 0 ? args.splice(at, 2)[1] : null;
if (args.length === 0 || shots === undefined) {
  console.error('usage: eng/check-report.mjs REPORT.html… [--shots DIR]');
  process.exit(2);
}

/** Speaks the DevTools protocol over a pipe, so that no port is opened and no package is needed. */
class Browser {
  #waiting = new Map();
  #next = 1;

  constructor() {
    this.profile = mkdtempSync(join(tmpdir(), 'check-report-'));
    this.events = [];
    this.process = spawn(process.env.CHROMIUM ?? 'chromium', [
      '--headless=new', '--no-sandbox', '--disable-gpu', '--no-first-run', '--hide-scrollbars', '--remote-debugging-pipe', `--user-data-dir=${this.profile}`, 'about:blank',
    ], { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] });
    this.process.on('error', error => { console.error(`chromium does not start: ${error.message}`); process.exit(1); });
    let rest = '';
    this.process.stdio[4].setEncoding('utf8').on('data', data => {
      const messages = (rest + data).split('\0');
      rest = messages.pop();
      messages.forEach(message => this.#receive(JSON.parse(message)));
    });
  }

  #receive(message) {
    const waiting = this.#waiting.get(message.id);
    if (waiting) {
      this.#waiting.delete(message.id);
      message.error ? waiting.reject(new Error(message.error.message)) : waiting.resolve(message.result);
    } else {
      this.events.push(message);
    }
  }

  send(method, params = {}, sessionId = undefined) {
    const id = this.#next++;
    this.process.stdio[3].write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    return new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
  }

  async close() {
    const ended = new Promise(done => this.process.on('exit', done));
    await this.send('Browser.close').catch(() => {});
    await ended;
    rmSync(this.profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

/** Runs in the page and lists what is wrong with it. */
function findFaults(width) {
  const faults = [];
  const all = [...document.querySelectorAll('body *')];
  const name = element => `<${element.localName} class="${element.getAttribute('class') ?? ''}"> “${element.textContent.trim().slice(0, 40)}”`;
  // A phone widens innerWidth with what does not fit, so the width that was asked for counts.
  if (Math.max(document.documentElement.scrollWidth, innerWidth) > width) {
    const wide = all.filter(element => element.getBoundingClientRect().right > width + 1 && !element.parentElement.closest('.scroll, nav ul'));
    faults.push(`the page is ${document.documentElement.scrollWidth} wide in a window of ${width}: ${wide.slice(0, 3).map(name).join(', ')}`);
  }

  if (document.scripts.length > 0 || document.querySelector('iframe, object, embed, link, form, base')) {
    faults.push('the page can run or load something');
  }

  for (const element of all) {
    const handler = [...element.attributes].find(attribute => /^on/i.test(attribute.name));
    if (handler) {
      faults.push(`${name(element)} has ${handler.name}`);
    }
  }

  const levels = [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map(heading => Number(heading.localName[1]));
  if (levels[0] !== 1 || levels.lastIndexOf(1) !== 0 || levels.some((level, i) => i > 0 && level > levels[i - 1] + 1)) {
    faults.push(`the headings have the levels ${levels.join(' ')}`);
  }

  for (const image of document.images) {
    if (!image.complete || image.naturalWidth === 0 || image.alt.trim().length < 10) {
      faults.push(`a picture is broken or has no description: ${image.alt}`);
    }
  }

  if (width < 600) {
    for (const image of document.images) {
      if (image.getBoundingClientRect().width > width) {
        faults.push(`a picture is ${Math.round(image.getBoundingClientRect().width)} wide in a window of ${width}: ${image.alt}`);
      }
    }

    const f1 = [...document.querySelectorAll('#label-figures')].flatMap(caption => [...caption.parentElement.querySelectorAll('thead th')]).find(heading => heading.textContent === 'F1');
    if (!f1 || f1.getBoundingClientRect().right > width) {
      faults.push('the F1 of the labels is not seen without scrolling');
    }
  }

  for (const element of all) {
    if (element.scrollWidth > element.clientWidth + 1 && /auto|scroll/.test(getComputedStyle(element).overflowX) && element.tabIndex < 0 && !element.querySelector('a')) {
      faults.push(`${name(element)} scrolls and cannot be reached by keyboard`);
    }
  }

  if (document.querySelector('line *, rect *, circle *')) {
    faults.push('a shape lies within another and is not drawn');
  }

  const ids = all.map(element => element.id).filter(Boolean);
  ids.filter((id, i) => ids.indexOf(id) !== i).forEach(id => faults.push(`the id ${id} occurs twice`));
  document.querySelectorAll('a[href^="#"]').forEach(link => document.getElementById(link.hash.slice(1)) ?? faults.push(`${link.hash} leads nowhere`));

  const parse = color => (color.match(/[\d.]+/g) ?? [0, 0, 0, 0]).map(Number);
  const luminance = rgb => rgb.slice(0, 3).map(v => v / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4).reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const background = element => {
    for (let e = element; e; e = e.parentElement) {
      const color = parse(getComputedStyle(e).backgroundColor);
      if (color.length === 3 || color[3] === 1) {
        return color;
      }
    }
    return [255, 255, 255];
  };
  for (const element of all.filter(e => [...e.childNodes].some(node => node.nodeType === 3 && node.data.trim()))) {
    const [a, b] = [luminance(parse(getComputedStyle(element).color)), luminance(background(element))].sort((x, y) => y - x);
    if ((a + 0.05) / (b + 0.05) < 4.5) {
      faults.push(`${name(element)} has a contrast of ${((a + 0.05) / (b + 0.05)).toFixed(2)}`);
    }
  }

  return [...new Set(faults)];
}

async function check(browser, file, { width, height, scheme }) {
  const address = pathToFileURL(resolve(file)).href;
  const { targetId } = await browser.send('Target.createTarget', { url: 'about:blank' });
  const { sessionId } = await browser.send('Target.attachToTarget', { targetId, flatten: true });
  const send = (method, params) => browser.send(method, params, sessionId);
  const here = method => browser.events.filter(event => event.sessionId === sessionId && event.method === method);
  await Promise.all(['Page', 'Network', 'Runtime', 'Log'].map(domain => send(`${domain}.enable`)));
  await send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: width < 600 });
  await send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value: scheme }] });
  const { errorText } = await send('Page.navigate', { url: address });
  for (let i = 0; i < 300 && here('Page.loadEventFired').length === 0; i++) {
    await new Promise(done => setTimeout(done, 50));
  }

  const { result } = await send('Runtime.evaluate', { expression: `(${findFaults})(${width})`, returnByValue: true });
  const faults = [
    ...(errorText ? [errorText] : []),
    ...(result.value ?? [`the checks failed: ${result.description}`]),
    ...here('Network.requestWillBeSent').map(event => event.params.request.url).filter(url => url !== address && !url.startsWith('data:')).map(url => `it asks for ${url}`),
    ...here('Runtime.consoleAPICalled').map(event => `console: ${event.params.args.map(arg => arg.value).join(' ')}`),
    ...here('Runtime.exceptionThrown').map(event => `exception: ${event.params.exceptionDetails.text}`),
    ...here('Log.entryAdded').map(event => `log: ${event.params.entry.text}`),
    ...here('Page.javascriptDialogOpening').map(event => `dialog: ${event.params.message}`),
  ];
  if (shots) {
    const stem = join(shots, basename(file, '.html'));
    const { data } = await send('Page.captureScreenshot', { captureBeyondViewport: true });
    writeFileSync(`${stem}-${width}-${scheme}.png`, Buffer.from(data, 'base64'));
    if (width > 600 && scheme === 'dark') {
      writeFileSync(`${stem}.pdf`, Buffer.from((await send('Page.printToPDF', { paperWidth: 8.27, paperHeight: 11.69 })).data, 'base64'));
    }
  }

  await browser.send('Target.closeTarget', { targetId });
  return faults;
}

if (shots) {
  mkdirSync(shots, { recursive: true });
}

const browser = new Browser();
let [passed, failed] = [0, 0];
for (const file of args) {
  for (const view of views) {
    const faults = await check(browser, file, view);
    faults.length === 0 ? passed++ : failed++;
    console.log(`${faults.length === 0 ? 'ok' : 'FAILED'} ${file} at ${view.width} px, ${view.scheme}`);
    faults.slice(0, 20).forEach(fault => console.log(`   ${fault}`));
  }
}

await browser.close();
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
