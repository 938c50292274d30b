import { Fault, open } from './api.js';

const rate = 16000;
/** So many bytes may wait to be sent, about half a minute of sound. */
const mostWaiting = 1 << 20;
const raw = { audio: { channelCount: 1, echoCancellation: false, noiseSuppression: false, autoGainControl: false } };

/** Hears the microphone and sends it to the server, which answers with segments, until it is stopped. */
export class Microphone extends EventTarget {
  #stream;
  #context;
  #node;
  #socket;

  /** Starts to listen. `segment` and `level` events follow, and one `end` with the fault if there was one. */
  async start() {
    if (!navigator.mediaDevices || !window.AudioWorkletNode) {
      throw new Fault('microphone', 'Browsers give the microphone to pages of https:// and of localhost only.');
    }

    try {
      this.#stream = await navigator.mediaDevices.getUserMedia(raw);
    } catch (error) {
      throw new Fault('microphone', error.name === 'NotFoundError' ? 'There is no microphone.' : 'The browser does not give the microphone.');
    }

    try {
      const source = this.#connect();
      await this.#context.audioWorklet.addModule(new URL('capture.js', import.meta.url));
      this.#node = new AudioWorkletNode(this.#context, 'capture', { numberOfOutputs: 0, channelCount: 1, channelCountMode: 'explicit' });
      await this.#reach();
      this.#node.port.onmessage = ({ data }) => this.#take(data);
      source.connect(this.#node);
    } catch (error) {
      this.#release();
      throw error;
    }
  }

  /** Stops listening; what was heard is still answered. */
  stop() {
    this.#stream.getTracks().forEach(track => track.stop());
    this.#node.port.postMessage('end');
  }

  /** Some browsers do not resample a microphone: the server does then. */
  #connect() {
    this.#context = new AudioContext({ sampleRate: rate });
    try {
      return this.#context.createMediaStreamSource(this.#stream);
    } catch {
      this.#context.close();
      this.#context = new AudioContext();
      return this.#context.createMediaStreamSource(this.#stream);
    }
  }

  #reach() {
    this.#socket = open('stream', { rate: this.#context.sampleRate, maximum_duration: 3 });
    let fault = null;
    this.#socket.onmessage = ({ data }) => {
      const message = JSON.parse(data);
      if (message.error) {
        fault = new Fault(message.error.code, message.error.message);
      } else {
        this.dispatchEvent(new CustomEvent('segment', { detail: message }));
      }
    };
    return new Promise((resolve, reject) => {
      this.#socket.onopen = resolve;
      this.#socket.onclose = ({ code, wasClean }) => {
        this.#release();
        const ending = fault ?? (wasClean && code === 1000 ? null : new Fault('closed', code === 1001 ? 'The server stops.' : 'The connection to the server is lost.'));
        reject(ending ?? new Fault('closed', 'The server does not listen.'));
        this.dispatchEvent(new CustomEvent('end', { detail: ending }));
      };
    });
  }

  #take({ samples, level, end }) {
    if (this.#socket.readyState !== WebSocket.OPEN) {
      return;
    }

    if (end) {
      this.#socket.send('{"type":"end"}');
      this.#context.close();
    } else if (this.#socket.bufferedAmount > mostWaiting) {
      this.#socket.close();
    } else {
      this.#socket.send(samples);
      this.dispatchEvent(new CustomEvent('level', { detail: level }));
    }
  }

  #release() {
    this.#stream.getTracks().forEach(track => track.stop());
    if (this.#context?.state !== 'closed') {
      this.#context?.close();
    }
  }
}
