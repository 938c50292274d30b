/** Takes what the microphone gives, in blocks of a tenth of a second, as integers of 16 bits with their level. */
class Capture extends AudioWorkletProcessor {
  #block = new Int16Array(Math.round(sampleRate / 10));
  #count = 0;
  #energy = 0;
  #isOpen = true;

  constructor() {
    super();
    this.port.onmessage = () => {
      this.#send();
      this.#isOpen = false;
      this.port.postMessage({ end: true });
    };
  }

  process([[channel]]) {
    for (const sample of channel ?? []) {
      this.#block[this.#count++] = Math.max(-32768, Math.min(32767, Math.round(sample * 32768)));
      this.#energy += sample * sample;
      if (this.#count === this.#block.length) {
        this.#send();
      }
    }

    return this.#isOpen;
  }

  #send() {
    const samples = this.#block.slice(0, this.#count).buffer;
    this.port.postMessage({ samples, level: Math.sqrt(this.#energy / Math.max(1, this.#count)) }, [samples]);
    this.#count = 0;
    this.#energy = 0;
  }
}

registerProcessor('capture', Capture);
