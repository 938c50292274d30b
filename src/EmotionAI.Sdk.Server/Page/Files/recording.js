import { ask, lines } from './api.js';
import { tell } from './status.js';
import { Timeline, timeOf } from './timeline.js';

/** Screen readers are told how far it is no oftener. */
const pause = 3000;

const [drop, input, player, status, root] = ['drop', 'file', 'player', 'recording-status', 'recording-timeline'].map(id => document.getElementById(id));
let pending = new AbortController();

/** Takes recordings that are chosen or dropped. */
export function readRecordings() {
  input.addEventListener('change', () => {
    if (input.files.length > 0) {
      read(input.files[0]);
      input.value = '';
    }
  });
  document.addEventListener('dragover', event => {
    event.preventDefault();
    drop.classList.toggle('over', drop.contains(event.target));
  });
  drop.addEventListener('dragleave', () => drop.classList.remove('over'));
  // A file that misses the zone must not replace the page.
  document.addEventListener('drop', event => {
    event.preventDefault();
    drop.classList.remove('over');
    if (drop.contains(event.target) && event.dataTransfer.files.length > 0) {
      read(event.dataTransfer.files[0]);
    }
  });
  player.addEventListener('error', () => {
    player.hidden = true;
  });
}

async function read(file) {
  pending.abort();
  pending = new AbortController();
  const { signal } = pending;
  play(file);
  const timeline = new Timeline(root, { player, signal });
  tell(status, `${file.name}: reading …`);
  let told = performance.now();
  try {
    const response = await ask('predict/segments', {
      method: 'POST',
      headers: { Accept: 'application/x-ndjson', 'Content-Type': file.type || 'application/octet-stream' },
      body: file,
      signal,
    });
    for await (const segment of lines(response.body)) {
      timeline.add(segment);
      if (performance.now() - told > pause) {
        told = performance.now();
        tell(status, `${file.name}: ${timeOf(segment.end, 0)} read …`);
      }
    }

    tell(status, `${file.name}: ${timeline.summary()}`);
  } catch (error) {
    if (!signal.aborted) {
      tell(status, error);
    }
  }
}

function play(file) {
  URL.revokeObjectURL(player.src);
  player.src = URL.createObjectURL(file);
  player.hidden = false;
}
