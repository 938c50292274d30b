import { ask, useKey } from './api.js';
import { offerToListen } from './listening.js';
import { readRecordings } from './recording.js';
import { readText } from './text.js';

const keyForm = document.getElementById('key-form');
document.addEventListener('key-missing', () => {
  keyForm.hidden = false;
});
keyForm.addEventListener('submit', event => {
  event.preventDefault();
  useKey(document.getElementById('key').value);
  keyForm.hidden = true;
  showModels();
});

/** Names the models that answer. */
async function showModels() {
  const models = await ask('models').then(response => response.json()).catch(() => []);
  document.getElementById('models').replaceChildren(...models.map(({ modality, model_id: id, labels }) =>
    Object.assign(document.createElement('li'), { textContent: `${modality === 'text' ? 'Texts' : 'Voices'}: ${id}, ${labels.length} labels` })));
}

readText();
offerToListen();
readRecordings();
showModels();
