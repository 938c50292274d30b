const colors = 8;
const shortestSpan = 1;
/** Live sound begins with this much room, so that the first segments do not shrink at once. */
const liveSpan = 10;
const ticks = 4;

/** Writes seconds as people do: 1:05.2 */
export function timeOf(seconds, digits = 1) {
  const whole = Math.round(seconds * 10 ** digits) / 10 ** digits;
  return `${Math.floor(whole / 60)}:${(whole % 60).toFixed(digits).padStart(digits ? digits + 3 : 2, '0')}`;
}

/** Says what was found in a segment. */
export function nameOf(segment) {
  return segment.labels.length > 0
    ? segment.labels.map(({ label, score }) => `${label} ${score.toFixed(2)}`).join(', ')
    : segment.noSpeech ? 'no speech' : 'no label is sure enough';
}

function element(name, className, text) {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text ?? '';
  return made;
}

/** Draws segments as they come: a lane for each label, and the same as a list, which is what screen readers read. */
export class Timeline {
  #lanes = new Map();
  #segments = [];
  #span;
  #player;

  /**
   * @param root The element to fill.
   * @param player The audio element that plays the recording; null for none.
   * @param isLive Whether screen readers tell each segment when it comes.
   * @param signal Ends the following of the player.
   */
  constructor(root, { player = null, isLive = false, signal } = {}) {
    this.#player = player;
    this.#span = isLive ? liveSpan : shortestSpan;
    this.drawing = element('div', 'lanes bare');
    this.drawing.ariaHidden = 'true';
    this.axis = element('div', 'axis');
    this.drawing.append(this.axis);
    this.list = element('ol');
    this.log = element('div', 'log');
    this.log.tabIndex = 0;
    this.log.setAttribute('role', isLive ? 'log' : 'region');
    this.log.setAttribute('aria-label', 'Segments');
    this.log.append(this.list);
    root.replaceChildren(this.drawing, this.log);
    root.classList.toggle('playable', player !== null);
    this.#place();
    player?.addEventListener('timeupdate', () => this.#follow(), { signal });
  }

  get segments() {
    return this.#segments.map(({ segment }) => segment);
  }

  /** Shows the next segment. */
  add(segment) {
    const bars = segment.labels.map(({ label, score }) => this.#bar(label, score));
    const item = this.#item(segment);
    this.list.append(item);
    this.drawing.classList.remove('bare');
    this.#segments.push({ segment, bars, item });
    bars.forEach(bar => bar.addEventListener('click', () => this.#play(segment)));
    this.advance(segment.end);
    this.#place();
    if (!this.#player) {
      this.log.scrollTop = this.log.scrollHeight;
    }
  }

  /** Makes room for what was heard and is not answered yet. */
  advance(seconds) {
    if (seconds > this.#span) {
      this.#span = this.#player || seconds > 60 ? seconds : Math.ceil(seconds / 10) * 10;
      this.#place();
    }
  }

  /** Says the whole in a sentence. */
  summary() {
    const times = new Map();
    for (const { start, end, labels } of this.segments) {
      labels.slice(0, 1).forEach(({ label }) => times.set(label, (times.get(label) ?? 0) + end - start));
    }

    const [most] = [...times].sort((a, b) => b[1] - a[1]);
    const count = this.#segments.length;
    return `${count} ${count === 1 ? 'segment' : 'segments'}${most ? `; ${most[0]} for ${most[1].toFixed(1)} s, more than any other label` : ', without a label'}.`;
  }

  #bar(label, score) {
    if (!this.#lanes.has(label)) {
      const lane = element('div', `lane color-${this.#lanes.size % colors}`);
      this.axis.before(element('bdi', 'lane-name', label), lane);
      this.#lanes.set(label, lane);
    }

    const bar = element('span', 'bar');
    bar.style.opacity = 0.3 + 0.7 * Math.max(0, Math.min(1, score));
    bar.title = `${label} ${score.toFixed(2)}`;
    this.#lanes.get(label).append(bar);
    return bar;
  }

  #item(segment) {
    const item = element('li', segment.labels.length > 0 ? '' : 'quiet');
    const time = element(this.#player ? 'button' : 'span', '', `${timeOf(segment.start)} – ${timeOf(segment.end)}`);
    if (this.#player) {
      time.type = 'button';
      time.addEventListener('click', () => this.#play(segment));
    }

    const label = element('span', '', nameOf(segment));
    label.dir = 'auto';
    item.append(time, label);
    return item;
  }

  #place() {
    for (const { segment, bars } of this.#segments) {
      for (const bar of bars) {
        bar.style.left = `${segment.start / this.#span * 100}%`;
        bar.style.width = `${(segment.end - segment.start) / this.#span * 100}%`;
      }
    }

    this.axis.replaceChildren(...Array.from({ length: ticks + 1 }, (_, i) => element('span', '', timeOf(this.#span * i / ticks, this.#span < 60 ? 1 : 0))));
  }

  #play({ start }) {
    if (this.#player && !this.#player.hidden) {
      this.#player.currentTime = start;
      this.#player.play().catch(() => {});
    }
  }

  #follow() {
    const time = this.#player.currentTime;
    for (const { segment, bars, item } of this.#segments) {
      const isNow = segment.start <= time && time < segment.end;
      [item, ...bars].forEach(part => part.classList.toggle('now', isNow));
    }
  }
}
