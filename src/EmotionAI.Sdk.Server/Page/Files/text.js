import { post } from './api.js';
import { tell } from './status.js';

const shown = 6;
const patience = 250;
const longPatience = 700;
/** Words of less than this share of the largest weight are not marked. */
const leastShare = 0.1;

const [box, bars, words, wordsText, wordsLabel, status] = ['text', 'bars', 'words', 'words-text', 'words-label', 'text-status'].map(id => document.getElementById(id));
let pending = new AbortController();
let timer = 0;

/** Waits until nothing was typed for a moment; then come the bars, and a little later the words that mattered. */
export function readText() {
  box.addEventListener('input', () => {
    clearTimeout(timer);
    pending.abort();
    pending = new AbortController();
    const { signal } = pending;
    words.hidden = true;
    timer = setTimeout(() => run(classify, signal), patience);
  });
}

async function run(action, signal) {
  try {
    await action(signal);
  } catch (error) {
    if (!signal.aborted) {
      tell(status, error);
    }
  }
}

async function classify(signal) {
  const text = box.value.trim();
  bars.hidden = text === '';
  tell(status, '');
  if (text === '') {
    return;
  }

  const scores = await post('predict', { inputs: text, truncate: true }, signal);
  draw(scores.slice(0, shown));
  timer = setTimeout(() => run(() => explain(text, null, signal), signal), longPatience - patience);
}

function draw(scores) {
  while (bars.children.length > scores.length) {
    bars.lastChild.remove();
  }

  scores.forEach(({ label, score }, i) => {
    const bar = bars.children[i]?.firstChild ?? newBar();
    bar.dataset.label = label;
    bar.ariaPressed = 'false';
    const [name, track, value] = bar.children;
    name.textContent = label;
    name.classList.remove('found');
    track.firstChild.style.width = `${score * 100}%`;
    value.textContent = `${Math.round(score * 100)} %`;
  });
}

function newBar() {
  const item = document.createElement('li');
  const bar = document.createElement('button');
  bar.type = 'button';
  bar.title = 'Show the words for this label';
  const [name, track, value, fill] = ['name', 'track', 'value', 'fill'].map(className => Object.assign(document.createElement('span'), { className }));
  track.append(fill);
  bar.append(name, track, value);
  bar.addEventListener('click', () => run(signal => explain(box.value.trim(), bar.dataset.label, signal), pending.signal));
  item.append(bar);
  bars.append(item);
  return bar;
}

/** Marks the words that raise or lower a label; of null, the best one. */
async function explain(text, label, signal) {
  const answer = await post('explain', label ? { inputs: text, label } : { inputs: text }, signal);
  const found = new Set(answer.labels.map(one => one.label));
  for (const { firstChild: bar } of bars.children) {
    bar.ariaPressed = String(bar.dataset.label === answer.explained);
    bar.firstChild.classList.toggle('found', found.has(bar.dataset.label));
  }

  const largest = Math.max(...answer.words.map(({ weight }) => Math.abs(weight)), Number.EPSILON);
  wordsLabel.textContent = answer.explained;
  wordsText.replaceChildren(...pieces(text, answer.words, largest));
  words.hidden = false;
  const strongest = answer.words.filter(({ weight, text: word }) => weight / largest >= leastShare && /[\p{L}\p{N}]/u.test(word)).sort((a, b) => b.weight - a.weight).slice(0, 3).map(word => `“${word.text}”`);
  const sure = found.size === 0 ? 'No label is sure enough. ' : `Found: ${[...found].join(', ')}. `;
  tell(status, `${sure}${strongest.length > 0 ? `Most for ${answer.explained}: ${strongest.join(', ')}. ` : ''}${answer.textQuality?.unfamiliar ? 'The text is unlike what the model was made for. ' : ''}${answer.truncated ? 'The end of the text was not read.' : ''}`);
}

function* pieces(text, parts, largest) {
  let end = 0;
  for (const { start, end: next, weight } of parts) {
    yield text.slice(end, start);
    const share = Math.abs(weight) / largest;
    yield share < leastShare ? text.slice(start, next) : marked(text.slice(start, next), weight, share);
    end = next;
  }

  yield text.slice(end);
}

function marked(word, weight, share) {
  const mark = Object.assign(document.createElement('mark'), { className: weight > 0 ? 'raises' : 'lowers', textContent: word });
  mark.style.setProperty('--strength', (share * 0.45).toFixed(2));
  return mark;
}
