import { Microphone } from './microphone.js';
import { agree } from './notice.js';
import { tell } from './status.js';
import { Timeline, timeOf } from './timeline.js';

const [button, name, level, clock, status, root] = ['listen', 'listen-name', 'level', 'clock', 'microphone-status', 'microphone-timeline'].map(id => document.getElementById(id));
let microphone = null;

/** Lets the button start and stop the microphone. */
export function offerToListen() {
  button.addEventListener('click', async () => {
    if (microphone) {
      finish();
    } else if (await agree()) {
      await start();
    }
  });
}

async function start() {
  const timeline = new Timeline(root, { isLive: true });
  const heard = new Microphone();
  let blocks = 0;
  heard.addEventListener('level', ({ detail }) => {
    level.firstElementChild.style.transform = `scaleX(${Math.min(1, Math.sqrt(detail) * 1.6).toFixed(3)})`;
    const seconds = ++blocks / 10;
    clock.textContent = timeOf(seconds, 0);
    timeline.advance(seconds);
  });
  heard.addEventListener('segment', ({ detail }) => timeline.add(detail));
  heard.addEventListener('end', ({ detail }) => {
    show(false);
    tell(status, detail ?? `The microphone is off. ${timeline.summary()}`);
  });
  button.disabled = true;
  try {
    await heard.start();
    microphone = heard;
    show(true);
    tell(status, 'Listening. A segment is told about five seconds after it was said.');
  } catch (error) {
    show(false);
    tell(status, error);
  }
}

function finish() {
  button.disabled = true;
  name.textContent = 'Finishing';
  tell(status, 'The microphone is off; the last segments come.');
  microphone.stop();
}

function show(isOn) {
  microphone = isOn ? microphone : null;
  button.disabled = false;
  button.classList.toggle('on', isOn);
  name.textContent = isOn ? 'Stop' : 'Start listening';
  level.hidden = !isOn;
  clock.hidden = !isOn;
  level.firstElementChild.style.transform = 'scaleX(0)';
}
