/** Asks the server that gave this page: its endpoints lie beside the folder of this file, whatever the path before it. */
const base = new URL('..', import.meta.url);
let key = '';

/** Says no, with the code and the sentence of the server. */
export class Fault extends Error {
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

export function useKey(value) {
  key = value;
}

/** Gives the response, or throws the fault that the server tells. */
export async function ask(path, { headers = {}, ...init } = {}) {
  let response;
  try {
    response = await fetch(new URL(path, base), { ...init, headers: { ...headers, ...(key && { Authorization: `Bearer ${key}` }) } });
  } catch (error) {
    throw error.name === 'AbortError' ? error : new Fault('unreachable', 'The server does not answer.');
  }

  if (response.ok) {
    return response;
  }

  const problem = await response.json().catch(() => ({}));
  const fault = new Fault(problem.code, problem.detail ?? problem.error ?? `The server answers ${response.status}.`);
  if (response.status === 401) {
    document.dispatchEvent(new CustomEvent('key-missing'));
  }

  throw fault;
}

export async function post(path, body, signal) {
  const response = await ask(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body), signal });
  return response.json();
}

/** Opens a WebSocket. A page cannot send headers with it: the key comes as the name of a protocol. */
export function open(path, query) {
  const address = new URL(path, base);
  address.protocol = address.protocol.replace('http', 'ws');
  address.search = new URLSearchParams(query);
  const token = encodeURIComponent(key).replace(/[()]/g, letter => `%${letter.charCodeAt(0).toString(16)}`);
  return new WebSocket(address, key ? ['emotionai', `emotionai.key.${token}`] : ['emotionai']);
}

/** Gives the objects of a body that has one on each line, as they come; a line with a fault ends it. */
export async function* lines(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (let { value, done } = await reader.read(); !done; { value, done } = await reader.read()) {
    const parts = (rest + value).split('\n');
    rest = parts.pop();
    for (const part of parts) {
      const item = JSON.parse(part);
      if (item.error) {
        throw new Fault(item.error.code, item.error.message);
      }

      yield item;
    }
  }
}
